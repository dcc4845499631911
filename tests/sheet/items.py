"""Items of the kinds whose marks are typed as one word or number, for the rule of a text."""

from fractions import Fraction as F

from civtui.model.text import Bilingual
from civtui.scoring.pipeline.items import ItemSpec, Scale

TITLE = Bilingual("项", "item")


def item(
    kind: str,
    most: str = "0",
    step: str = "1",
    *,
    bands: tuple[str, ...] = (),
    grades: tuple[tuple[str, str], ...] = (),
    **more: str,
) -> ItemSpec:
    return ItemSpec(
        "i",
        (),
        "i",
        TITLE,
        TITLE,
        kind,
        F(most),
        F(step),
        tuple(Scale(Bilingual("档"), F(least), F(least)) for least in bands),
        tuple(Scale(Bilingual(label), F(points)) for label, points in grades),
        TITLE,
        "",
        more,
    )


ITEMS = [
    item("points", "3"),
    item("points", "5"),
    item("points", "9"),
    item("points", "10"),
    item("points", "12"),
    item("points", "3", "0.5"),
    item("points", "4", "0.5"),
    item("points", "10", "0.5"),
    item("points", "2", "0.25"),
    item("points", "6", "2"),
    item("points", "4", "0.5", bands=("3.5", "2.5", "0")),
    item("points", "9", bands=("6", "0")),
    item("bonus", "2", "0.1"),
    item("count", "5", per="1"),
    item("penalty", per="2"),
    item("yes-no", "2"),
    item("grades", grades=(("优", "4"), ("良", "3"), ("差", "1"))),
]
