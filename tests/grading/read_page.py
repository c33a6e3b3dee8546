"""What stands on a page, as a reader without our templates finds it."""

from html.parser import HTMLParser

# They have no end.
VOID = ("br", "hr", "img", "meta", "link", "wbr", "input")


class Page(HTMLParser):
    """A page: its words, its ids, and tables and lists below each heading.

    Attributes
    ----------
    tables, lists : dict of str to list
        Rows of cells, or texts of items, by the id of the last heading above.
    spoken : dict of str to list of str
        What pictures say to whoever cannot see them, by the same.
    words : str
        All that can be read.
    """

    def __init__(self, text):
        super().__init__()
        self.tables, self.lists, self.spoken = {}, {}, {}
        self.cards, self.figures, self.ids = [], {}, []
        self.words, self.heading = "", ""
        self._open, self._kept = [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.ids += [about["id"]] if "id" in about else []
        if tag in ("h1", "h2", "h3") and "id" in about:
            self.heading = about["id"]
        if tag == "svg" and about.get("aria-label"):
            self.spoken.setdefault(self.heading, []).append(about["aria-label"])
            for kept in self._kept.values():
                kept.append(about["aria-label"])
        if tag in VOID or self._inside("svg"):
            return
        self._open.append(tag)
        if tag == "tr":
            self.tables.setdefault(self.heading, []).append([])
        if tag in ("td", "th", "li", "dt", "dd", "article") and tag not in self._kept:
            self._kept[tag] = []

    def handle_data(self, data):
        if self._inside("style") or self._inside("svg"):
            return
        self.words += data
        for kept in self._kept.values():
            kept.append(data)

    def handle_endtag(self, tag):
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if tag not in self._kept:
            return
        text = " ".join("".join(self._kept.pop(tag)).split())
        if tag in ("td", "th"):
            self.tables[self.heading][-1].append(text)
        elif tag == "li":
            self.lists.setdefault(self.heading, []).append(text)
        elif tag == "article":
            self.cards.append(text)
        elif tag == "dt":
            self._dt = text
        else:
            self.figures[self._dt] = text

    def _inside(self, tag):
        return tag in self._open

    def rows(self, heading):
        """Return the rows below a heading, without those of column headings."""
        return [row for row in self.tables.get(heading, []) if row][1:]
