"""A visitor of the node's pages that reads HTML only: it finds a form by its fields and a link by its words."""
import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request


class Page(html.parser.HTMLParser):
    """The forms and the links of a page."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.text = address, text
        self.forms, self.links = [], []
        self.form = self.link = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.form = {"action": values.get("action") or "", "fields": {}, "kinds": {}}
            self.forms.append(self.form)
        elif tag in ("input", "select", "textarea", "button") and self.form is not None and values.get("name"):
            self.form["fields"][values["name"]] = values.get("value") or ""
            self.form["kinds"][values["name"]] = values.get("type") or tag
        elif tag == "a" and values.get("href"):
            self.link = [values["href"], ""]
            self.links.append(self.link)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "a":
            self.link = None

    def handle_data(self, data):
        if self.link is not None:
            self.link[1] += data

    def link_to(self, words):
        for target, text in self.links:
            if words.lower() in " ".join(text.split()).lower():
                return urllib.parse.urljoin(self.address, target)
        raise LookupError(f"aucun lien « {words} » dans {self.address}")

    def form_with(self, kind):
        for form in self.forms:
            names = [name for name, found in form["kinds"].items() if found == kind]
            if names:
                return form, names[0]
        raise LookupError(f"aucun formulaire avec un champ {kind} dans {self.address}")


class Visitor:
    def __init__(self, address):
        # The node speaks HTTP on this machine only, and browsers treat that as a secure place: so do we.
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        jar = http.cookiejar.CookieJar(policy)
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def get(self, address, data=None):
        headers = {"Accept": "text/html"}
        if data is not None:
            headers["Origin"] = self.address.rstrip("/")
        request = urllib.request.Request(urllib.parse.urljoin(self.address, address), data=data, headers=headers)
        with self.opener.open(request, timeout=120) as answer:
            return Page(answer.geturl(), answer.read().decode("utf-8"))

    def measure(self, address):
        """The bytes of the page, read but not looked into."""
        request = urllib.request.Request(urllib.parse.urljoin(self.address, address), headers={"Accept": "text/html"})
        with self.opener.open(request, timeout=120) as answer:
            return len(answer.read())

    def unlock(self, password):
        page = self.get("/")
        form, field = page.form_with("password")
        fields = dict(form["fields"], **{field: password})
        target = urllib.parse.urljoin(page.address, form["action"])
        return self.get(target, urllib.parse.urlencode(fields).encode())
