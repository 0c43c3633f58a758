"""An SVG as vl_convert draws it, made fit to stand in a page beside others: named, fluid, its ids its own."""

import re
from hashlib import sha256
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"^(url\()?#([^)]+)(\))?$")
# The theme measures words with the font that vl_convert bundles, the same everywhere; pages set them in their own.
_PAGE_FONT = "inherit"
_FILE_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

ET.register_namespace("", _SVG)


def width_of(svg: str) -> float:
    """Return the width in pixels that ``svg`` was drawn with."""
    return float(_parsed(svg).attrib["width"])


def inlined(svg: str, *, name: str, title: str, description: str) -> str:
    """Return ``svg`` as an image named by ``title`` and ``description``, as wide as its place in the page.

    Ids are numbered and begin with a hash of the drawing and its words; text that Vega hid is taken out.
    """
    drawing = _parsed(svg)
    view_box = drawing.attrib["viewBox"]
    _drop_hidden_text(drawing)
    _set_font(drawing, _PAGE_FONT)
    _tell_points(drawing)
    _renumber(drawing, "")
    words = "\0".join((name, title, description, ET.tostring(drawing, encoding="unicode")))
    prefix = f"c{sha256(words.encode()).hexdigest()[:12]}-"
    _renumber(drawing, prefix)
    root = ET.Element(
        f"{{{_SVG}}}svg",
        {
            "class": f"chart chart-{name}",
            "viewBox": view_box,
            "width": "100%",
            "role": "img",
            "aria-labelledby": f"{prefix}title {prefix}description",
        },
    )
    ET.SubElement(root, f"{{{_SVG}}}title", {"id": f"{prefix}title"}).text = title
    ET.SubElement(root, f"{{{_SVG}}}desc", {"id": f"{prefix}description"}).text = description
    root.extend(drawing)
    return ET.tostring(root, encoding="unicode")


def standing(svg: str, *, title: str) -> str:
    """Return ``svg`` as a file of its own, named by ``title``, the same bytes whenever it is drawn."""
    drawing = _parsed(svg)
    _drop_hidden_text(drawing)
    _set_font(drawing, _FILE_FONT)
    _tell_points(drawing)
    _renumber(drawing, "c")
    drawing.insert(0, ET.Element(f"{{{_SVG}}}title"))
    drawing[0].text = title
    return ET.tostring(drawing, encoding="unicode")


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- drawn by vl_convert a line above, no document of a stranger's


def _drop_hidden_text(drawing: ET.Element) -> None:
    for parent in list(drawing.iter()):
        for text in parent.findall(f"{{{_SVG}}}text"):
            if text.get("opacity") == "0":
                parent.remove(text)


def _set_font(drawing: ET.Element, family: str) -> None:
    for text in drawing.iter(f"{{{_SVG}}}text"):
        text.set("font-family", family)


def _tell_points(drawing: ET.Element) -> None:
    # a title shows its words to the mouse without any script; charts.js hands them to keyboard and touch
    for element in list(drawing.iter()):
        told = element.attrib.pop("aria-label", None)
        for attribute in ("role", "aria-roledescription"):  # groups of marks have no name to be read by
            element.attrib.pop(attribute, None)
        if told is not None:
            element.set("class", "point")
            ET.SubElement(element, f"{{{_SVG}}}title").text = told


def _renumber(drawing: ET.Element, prefix: str) -> None:
    # vl_convert counts ids over the life of the process: only their order here may show
    found = [element.attrib["id"] for element in drawing.iter() if "id" in element.attrib]
    renamed = {old: f"{prefix}{number}" for number, old in enumerate(found)}
    for element in drawing.iter():
        for key, value in element.attrib.items():
            reference = _REFERENCE.match(value)
            if key == "id":
                element.set(key, renamed[value])
            elif reference and reference[2] in renamed:
                element.set(key, value.replace(reference[2], renamed[reference[2]]))
