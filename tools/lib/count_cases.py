#!/usr/bin/env python3
"""Prints « ALL BAD » for a JUnit file: the cases that ran (skipped ones do not count), and those that failed."""
import sys
import xml.etree.ElementTree as ElementTree

ran = bad = 0
for case in ElementTree.parse(sys.argv[1]).iter("testcase"):
    if case.find("skipped") is not None:
        continue
    ran += 1
    if case.find("failure") is not None or case.find("error") is not None:
        bad += 1
print(ran, bad)
