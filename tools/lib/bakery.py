"""Who and what the demonstration is made of: an invented bakery, its partners, what it owns. Amounts are in cents."""

SIREN = "012345674"  # Invented: only its key is right.
NAME = "Au Pain de Lise"

JOURNALS = {
    "AN": "À-nouveaux", "VE": "Ventes", "AC": "Achats", "BQ": "Banque", "CA": "Caisse", "PA": "Paie",
    "OD": "Opérations diverses",
}

ACCOUNTS = {
    "101300": "Capital souscrit, appelé, versé", "106100": "Réserve légale", "110000": "Report à nouveau",
    "120000": "Résultat de l’exercice (bénéfice)", "129000": "Résultat de l’exercice (perte)",
    "164000": "Emprunt fournil", "207000": "Fonds commercial", "215400": "Fours et matériel de fournil",
    "218100": "Agencements de la boutique", "218200": "Véhicule de livraison", "218300": "Caisse et informatique",
    "275000": "Dépôt de garantie du bail", "281540": "Amortissement du matériel de fournil",
    "281810": "Amortissement des agencements", "281820": "Amortissement du véhicule",
    "281830": "Amortissement de l’informatique", "310000": "Stocks de matières premières",
    "401000": "Fournisseurs", "404000": "Fournisseurs d’immobilisations", "411000": "Clients",
    "421000": "Personnel, rémunérations dues", "431000": "Sécurité sociale", "437000": "Caisse de retraite",
    "442100": "Prélèvement à la source", "444000": "État, impôt sur les bénéfices", "445510": "TVA à décaisser",
    "445620": "TVA déductible sur immobilisations", "445660": "TVA déductible sur biens et services",
    "445670": "Crédit de TVA à reporter", "445711": "TVA collectée 5,5 %", "445712": "TVA collectée 10 %",
    "445713": "TVA collectée 20 %", "457000": "Associés, dividendes à payer", "511500": "Cartes bancaires à encaisser",
    "512000": "Banque", "530000": "Caisse", "580000": "Virements internes", "601100": "Achats de farine",
    "601200": "Achats de beurre, lait et œufs", "601300": "Achats de fruits et garnitures",
    "602600": "Achats d’emballages", "603100": "Variation des stocks de matières premières",
    "606110": "Électricité", "606120": "Gaz", "606130": "Eau", "606300": "Petit équipement", "607000": "Boissons",
    "613200": "Loyer de la boutique", "615500": "Entretien du matériel", "616000": "Assurances",
    "622600": "Honoraires", "623000": "Publicité", "626000": "Téléphone et internet", "627800": "Commissions cartes",
    "635110": "Cotisation foncière des entreprises", "641100": "Salaires", "644000": "Rémunération de la gérance",
    "645100": "Cotisations à l’URSSAF", "645300": "Cotisations de retraite",
    "646000": "Cotisations sociales de la gérance", "658000": "Charges diverses de gestion",
    "661100": "Intérêts des emprunts", "681120": "Dotations aux amortissements", "695000": "Impôt sur les bénéfices",
    "701100": "Ventes de pain et viennoiserie", "701200": "Ventes à consommer sur place",
    "707000": "Ventes de boissons", "758000": "Produits divers de gestion",
}

# The first opening; the bank is what balances it.
OPENING = [
    ("101300", -2000000), ("106100", -200000), ("110000", -7240000), ("164000", -9640000), ("207000", 6500000),
    ("215400", 8400000), ("218100", 3600000), ("218300", 420000), ("275000", 630000), ("281540", -2520000),
    ("281810", -720000), ("281830", -140000), ("310000", 610000), ("530000", 40000),
]

# What is due at the first opening, the rate in basis points a year, the payment of a month.
LOAN = {"due": 9640000, "rate": 320, "payment": 171500}

# Account, label, cost, (years after the first, month) or None when owned before, years of use, supplier.
ASSETS = [
    ("215400", "Four à sole et pétrin", 8400000, None, 10, ("", "")),
    ("218100", "Agencement de la boutique", 3600000, None, 10, ("", "")),
    ("218300", "Caisse enregistreuse", 420000, None, 5, ("", "")),
    ("218200", "Fourgonnette électrique", 1980000, (0, 9), 5, ("FKANGO", "Garage des Halles")),
    ("215400", "Chambre de pousse", 1460000, (1, 4), 8, ("FFOURN", "Fournil Équipement")),
    ("218300", "Vitrine et écran de commande", 310000, (2, 2), 3, ("FFOURN", "Fournil Équipement")),
]

# Code, name, usual invoice of a month, days to pay, months without an order.
CUSTOMERS = [
    ("CBISTR", "Bistrot du Marché", 96000, 30, [8]),
    ("CHOTEL", "Hôtel de la Gare", 142000, 30, []),
    ("CCANTI", "Mairie, restaurant scolaire", 118000, 45, [7, 8]),
    ("CTRAIT", "Traiteur Delorme", 88000, 30, [1, 8]),
    ("CEHPAD", "Résidence Les Tilleuls", 104000, 30, []),
    ("CEPICE", "Épicerie Chez Nour", 47000, 10, []),
    ("CCAFEA", "Café des Arts", 52000, 15, [8]),
    ("CCAMPI", "Camping du Lac", 69000, 30, [1, 2, 3, 10, 11, 12]),
]

# Code, name, account, net of a month, VAT rate in basis points, invoices a month (or the months of one), days to pay.
SUPPLIERS = [
    ("FMOULI", "Moulins de la Vallée", "601100", 365000, 550, 2, 30),
    ("FLAITE", "Laiterie des Prés", "601200", 312000, 550, 4, 21),
    ("FPRIME", "Primeurs Vasseur", "601300", 142000, 550, 4, 15),
    ("FEMBAL", "Emballages Rivière", "602600", 61000, 2000, 1, 30),
    ("FBOISS", "Boissons Service", "607000", 118000, 550, 2, 30),
    ("FELECT", "Électricité du Centre", "606110", 128000, 2000, 1, 15),
    ("FGAZDU", "Gaz du Centre", "606120", 62000, 2000, 1, 15),
    ("FEAUXX", "Régie des eaux", "606130", 21000, 550, [2, 5, 8, 11], 20),
    ("FEQUIP", "Cuisine Pro", "606300", 34000, 2000, 1, 30),
    ("FBAILL", "SCI du Parvis", "613200", 210000, 2000, 1, 3),
    ("FMAINT", "Froid et Fours", "615500", 46000, 2000, [1, 3, 5, 7, 9, 11], 30),
    ("FASSUR", "Assurances Mutuelles", "616000", 92000, 0, [1, 4, 7, 10], 10),
    ("FCABIN", "Cabinet Aubry", "622600", 29000, 2000, 1, 15),
    ("FIMPRI", "Imprimerie Lenoir", "623000", 38000, 2000, [1, 4, 9, 12], 30),
    ("FTELEC", "Télécom Services", "626000", 7900, 2000, 1, 10),
]

# Code, name, gross wage of a month.
STAFF = [
    ("SBAKER", "Karim Benali", 238000),
    ("SPASTR", "Chloé Marchand", 221000),
    ("SBAKE2", "Lucas Ferrand", 196000),
    ("SSHOP1", "Inès Robert", 184000),
    ("SSHOP2", "Hugo Petit", 151000),
]
