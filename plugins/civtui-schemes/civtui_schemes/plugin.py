"""What this distribution brings: thirteen calculators, those that fit a round as schemes too."""

from __future__ import annotations

from typing import NamedTuple

from civtui.api import Bilingual, Calculator, Plugin, SchemeOption, ScoringScheme, hookimpl


class Method(NamedTuple):
    """One method: where it is, how it is called, what people must know of it."""

    id: str
    entry: str
    zh: str
    en: str
    reference: str
    exact: bool = True
    properties: tuple[str, ...] = ()
    fits_round: bool = True


METHODS = (
    Method(
        "rank-sum",
        "marks:rank_sum",
        "名次和法",
        "Rank sum",
        "M. G. Kendall 1970",
        properties=("rank-reversal",),
    ),
    Method(
        "z-score",
        "marks:z_score",
        "标准分法",
        "Mean z-score per assessor",
        "K. Pearson 1894",
        exact=False,
        properties=("place-not-monotone", "rank-reversal"),
    ),
    Method(
        "percentile",
        "marks:percentile",
        "百分位法",
        "Mean percentile rank per assessor",
        "F. Galton 1885",
        properties=("rank-reversal",),
    ),
    Method(
        "borda",
        "pairwise:borda",
        "波达计数法",
        "Borda count",
        "J.-C. de Borda 1781",
        properties=("rank-reversal",),
    ),
    Method(
        "copeland",
        "pairwise:copeland",
        "科普兰法",
        "Copeland",
        "A. H. Copeland 1951",
        properties=("rank-reversal",),
    ),
    Method(
        "kemeny",
        "pairwise:kemeny",
        "凯梅尼法",
        "Kemeny-Young",
        "J. Kemeny 1959",
        properties=("rank-reversal",),
        fits_round=False,
    ),
    Method(
        "schulze",
        "pairwise:schulze",
        "舒尔茨法",
        "Schulze (winning votes)",
        "M. Schulze 2011",
        properties=("rank-reversal",),
    ),
    Method(
        "ahp",
        "weights:ahp",
        "层次分析法",
        "Analytic hierarchy process",
        "T. L. Saaty 1977",
        exact=False,
        properties=("rank-reversal",),
        fits_round=False,
    ),
    Method(
        "entropy-weights",
        "weights:entropy_weights",
        "熵权法",
        "Entropy weights",
        "C.-L. Hwang & K. Yoon 1981",
        exact=False,
        properties=("not-monotone", "rank-reversal"),
    ),
    Method(
        "topsis",
        "distance:topsis",
        "优劣解距离法",
        "TOPSIS",
        "C.-L. Hwang & K. Yoon 1981",
        exact=False,
        properties=("rank-reversal",),
    ),
    Method(
        "grey-relational",
        "distance:grey_relational",
        "灰色关联分析",
        "Grey relational analysis",
        "J. Deng 1982",
        properties=("rank-reversal",),
    ),
    Method(
        "fuzzy-comprehensive",
        "fuzzy:fuzzy_comprehensive",
        "模糊综合评价",
        "Fuzzy comprehensive evaluation",
        "P. Wang 1983",
        fits_round=False,
    ),
    Method(
        "bradley-terry",
        "paired:bradley_terry",
        "布拉德利-特里模型",
        "Bradley-Terry",
        "R. A. Bradley & M. E. Terry 1952",
        exact=False,
        properties=("rank-reversal",),
    ),
)


WEIGHTS = SchemeOption(
    id="weights", title=Bilingual("权重", "weights"), choices=("points", "equal")
)
SCALE = Bilingual("归一化", "normalization")
OPTIONS = {
    "borda": (
        SchemeOption(
            id="points",
            title=Bilingual("第一名的分", "points of the first place"),
            choices=("n-1", "n"),
        ),
    ),
    "topsis": (
        SchemeOption(id="normalization", title=SCALE, choices=("vector", "min-max")),
        WEIGHTS,
    ),
    "grey-relational": (
        SchemeOption(
            id="rho",
            title=Bilingual("分辨系数", "distinguishing coefficient"),
            choices=("0.5",),
            free=True,
        ),
        WEIGHTS,
    ),
}


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=Bilingual("计分方案集", "Scoring schemes"),
        summary=Bilingual(
            "投票、赋权与排序方法十三种，均注明出处",
            "Thirteen methods of voting, weighting and ranking, each with its source",
        ),
        publisher="civtui",
        source="plugins/civtui-schemes",
        api=">=1,<2",
    )


@hookimpl
def civtui_calculators() -> list[Calculator]:
    """Give the calculators."""
    return [
        Calculator(
            id=method.id,
            title=Bilingual(method.zh, method.en),
            entry=f"civtui_schemes.{method.entry}",
            exact=method.exact,
            properties=method.properties,
            reference=method.reference,
            options=OPTIONS.get(method.id, ()),
        )
        for method in METHODS
    ]


@hookimpl
def civtui_scoring_schemes() -> list[ScoringScheme]:
    """Give those that a round's sheet can feed."""
    return [
        ScoringScheme(id=method.id, title=Bilingual(method.zh, method.en), calculator=method.id)
        for method in METHODS
        if method.fits_round
    ]
