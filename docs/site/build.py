"""Turns the documents of this repository into pages of HTML, and fails if one links to what is not there.

Usage: build.py <folder of the site>, run at the top of the repository.
"""

import html
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin

TOP = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
MENU = (
    ("Start", ("README.md", "docs/getting-started.md", "docs/concepts.md")),
    ("Guides", ("docs/embedding.md", "docs/connections.md", "docs/handing-over.md", "docs/life-cycle.md",
                "docs/operations.md", "docs/many-machines.md", "docs/networks.md", "docs/plug-ins.md")),
    ("Reference", ("docs/configuration.md", "docs/providers/README.md", "docs/doctor.md", "docs/audit.md",
                   "docs/limits.md", "docs/sops.md", "docs/security.md")),
    ("All", ("docs/README.md",)),
)
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="{top}style.css">
</head>
<body>
<a class="menu" href="#pages">All pages</a>
<nav id="pages" aria-label="Pages">{menu}</nav>
<main>
{body}
</main>
</body>
</html>
"""


def slug(heading):
    """As forges make it: lower case, without punctuation, hyphens for spaces."""
    return re.sub(r"[^\w _-]", "", heading.lower()).strip().replace(" ", "-")


def documents():
    pages = [Path(name) for name in TOP]
    pages += sorted(Path("docs").rglob("*.md"))
    return pages + sorted(Path("examples").glob("*/README.md")) + [Path("examples/README.md")]


def address(page):
    """Where a document stands in the site."""
    return page.with_name("index.html") if page.name == "README.md" else page.with_suffix(".html")


def relative(target, page):
    return "../" * (len(page.parts) - 1) + target.as_posix()


class Site:
    def __init__(self, folder):
        self.folder = folder
        self.pages = documents()
        self.titles = {page: re.search(r"(?m)^# (.+)$", page.read_text("utf-8")).group(1) for page in self.pages}
        self.broken = []
        self.wanted = []
        self.markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        self.markdown.use(anchors_plugin, max_level=6, slug_func=slug)

    def build(self):
        for page in self.pages:
            self.write(address(page), PAGE.format(
                title=html.escape(self.titles[page]),
                top=relative(Path("."), page).removesuffix(".") or "./",
                menu=self.menu(page),
                body=self.body(page)))
        shutil.copy("docs/site/style.css", self.folder / "style.css")
        self.check_anchors()
        if self.broken:
            sys.exit("links to what is not there:\n" + "\n".join(sorted(self.broken)))
        print(f"{len(self.pages)} pages in {self.folder}")

    def menu(self, page):
        parts = []
        for heading, entries in MENU:
            links = "".join(self.entry(Path(name), page) for name in entries)
            parts.append(f"<h2>{heading}</h2><ul>{links}</ul>")
        javadoc = self.folder / "javadoc"
        if javadoc.is_dir():
            modules = sorted(module.name for module in javadoc.iterdir())
            links = "".join(f'<li><a href="{relative(Path("javadoc") / name / "index.html", page)}">{name}</a></li>'
                            for name in modules)
            parts.append(f"<h2>Javadoc</h2><ul>{links}</ul>")
        return "".join(parts)

    def entry(self, target, page):
        here = ' aria-current="page"' if target == page else ""
        return f'<li><a href="{relative(address(target), page)}"{here}>{html.escape(self.titles[target])}</a></li>'

    def body(self, page):
        text = self.markdown.render(re.sub(r"(?m)^<!--.*?-->\n", "", page.read_text("utf-8")))
        text = re.sub(r'(href|src|srcset)="([^"]+)"', lambda found: self.led(page, *found.groups()), text)
        return text.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")

    def led(self, page, attribute, target):
        """Leads a link to the page, or to a copy of the file; folders have no page."""
        if re.match(r"[a-z]+:", target):
            return f'{attribute}="{target}"'
        path, _, anchor = unquote(html.unescape(target)).partition("#")
        file = Path(*self.normal(page.parent / path)) if path else page
        self.wanted.append((page, file, anchor))
        if file in self.titles:
            fragment = "#" + anchor if anchor else ""
            return f'{attribute}="{relative(address(file), page) if path else ""}{fragment}"'
        if file.is_dir():
            return f'data-folder="{file.as_posix()}"'
        if not file.is_file():
            self.broken.append(f"{page}: {target}")
            return f'{attribute}="{target}"'
        copy = self.folder / file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
        return f'{attribute}="{relative(file, page)}"'

    @staticmethod
    def normal(path):
        parts = []
        for part in path.parts:
            if part == "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        return parts

    def check_anchors(self):
        for page, file, anchor in self.wanted:
            if anchor and file in self.titles:
                if f'id="{anchor}"' not in (self.folder / address(file)).read_text("utf-8"):
                    self.broken.append(f"{page}: {file}#{anchor}")

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    Site(Path(sys.argv[1])).build()
