"""Evidence: papers and pictures kept once, by the hash of their content, and what they serve."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from civtui.files import MOST_BYTES, read_bytes, shown
from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.quiet_imports import quietly
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace

PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".webp")
MEGABYTE = 1024 * 1024
SHORTEST = 6
ENTRY = "entry"  # what a piece serves that an entry of a culture program names
CARD = "card"  # what a piece serves that stands behind a step of a yellow card
# registers whose pictures should be of the record's own day
OF_A_DAY = ("inspection", "report")


class EvidenceRow(NamedTuple):
    """One piece of evidence.

    Args:
        size: bytes.
        taken: the day the picture itself says it was taken on, empty where it says none.
        uses: (register, `activity`, `card` or `entry`, id of the record) of everything it serves.
    """

    sha256: str
    name: str
    size: int
    media: str
    taken: str
    uses: tuple[tuple[str, str], ...] = ()


class Flag(NamedTuple):
    """Something about a piece of evidence that people should look at; no verdict.

    Args:
        id: `out-of-window`, `other-agency`, `changed`, `missing`, `unused` or `too-many`.
    """

    id: str
    sha256: str
    name: str
    text: Message


def place(ws: Workspace, digest: str) -> Path:
    """Return where a piece of evidence lies."""
    return ws.dir / "evidence" / digest[:2] / digest


def keep(ws: Workspace, path: Path) -> tuple[EvidenceRow, bool]:
    """Put a file into the store; return it, and whether it was there already.

    Raises:
        BadInput: it cannot be read, or is of a kind or size that the profile does not take.
    """
    ws.require(Right.FILE)
    rule = ws.profile().evidence
    where = {"file": shown(path)}
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in rule.kinds:
        raise BadInput(msg("building.bad-kind"), where=where, value=suffix, allowed=[*rule.kinds])
    data = read_bytes(path, max(MOST_BYTES, rule.most_megabytes * MEGABYTE))
    if not data or len(data) > rule.most_megabytes * MEGABYTE:
        raise BadInput(
            msg("building.bad-size"),
            where=where,
            value=f"{len(data)} B",
            allowed=msg("building.size", most=rule.most_megabytes),
        )
    digest = sha256(data).hexdigest()
    known = queries.one(ws.ledger, "building", "evidence", {"sha256": digest})
    target = place(ws, digest)
    if not target.is_file() or sha256(target.read_bytes()).hexdigest() != digest:
        _put(target, data)
    if known is None:
        from civtui.model.facts.records import EvidenceKept

        taken = taken_on(data) if path.suffix.lower() in PICTURES else None
        body = EvidenceKept(
            sha256=digest, name=path.name, size=len(data), media=suffix, taken=taken
        )
        ws.write(body, right=Right.FILE)
    return evidence_row(ws, digest), known is not None


def _put(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)


def taken_on(data: bytes) -> date | None:
    """Return the day a picture says it was taken on (EXIF DateTimeOriginal), None without one."""
    try:
        tags = quietly("exifread").process_file(BytesIO(data), details=False)
    except Exception:  # a picture whose EXIF is spoilt says nothing
        return None
    for name in ("EXIF DateTimeOriginal", "EXIF DateTimeDigitized", "Image DateTime"):
        text = str(tags.get(name, ""))[:10].replace(":", "-")
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


def evidence_rows(ws: Workspace, prefix: str | None = None) -> list[EvidenceRow]:
    """Return the kept evidence, oldest first, each with what it serves."""
    uses: dict[str, list[tuple[str, str]]] = {}
    for digest, register, id_ in queries.rows(ws.ledger, "building", "uses", {"sha256": None}):
        uses.setdefault(digest, []).append((register, id_))
    found = queries.rows(ws.ledger, "building", "evidence", {"sha256": prefix})
    return [
        EvidenceRow(digest, name, size, media, taken or "", tuple(uses.get(digest, ())))
        for digest, name, size, media, taken in found
    ]


def evidence_row(ws: Workspace, name: str) -> EvidenceRow:
    """Return the piece whose hash begins with `name`.

    Raises:
        NotFound: none or several do.
    """
    found = evidence_rows(ws, name.lower()) if len(name) >= SHORTEST else []
    if len(found) > 1:
        allowed = [f"{one.sha256} {one.name}" for one in found[:5]]
        raise NotFound(msg("verbs.several"), value=name, allowed=allowed)
    if not found:
        raise NotFound(msg("building.no-evidence"), value=name, hint=msg("building.list-evidence"))
    return found[0]


def piece_name(ws: Workspace, part: str) -> str:
    """Return what people call a piece of evidence, kept or still a file; what is neither stays."""
    if Path(part).suffix:
        return Path(part).name
    found = evidence_rows(ws, part.lower()) if len(part) >= SHORTEST else []
    return found[0].name if len(found) == 1 else part


def taken_in(ws: Workspace, parts: Iterable[str]) -> list[str]:
    """Return the hashes that `parts` mean: a file is put into the store, a hash is looked up.

    Raises:
        BadInput, NotFound: one is neither.
    """
    digests: list[str] = []
    for part in parts:
        path = Path(part)
        if path.is_file() or path.suffix:
            digests.append(keep(ws, path)[0].sha256)
        else:
            digests.append(evidence_row(ws, part).sha256)
    most = ws.profile().evidence.most
    unique = list(dict.fromkeys(digests))
    if len(unique) > most:
        raise BadInput(msg("building.too-many"), value=len(unique), allowed=f"≤ {most}")
    return unique


def flags(ws: Workspace) -> list[Flag]:
    """Return what people should look at: pictures out of their window, and used twice by others."""
    rule = ws.profile().evidence
    days, owners = _days_and_owners(ws)
    line = Lineage(ws)
    found: list[Flag] = []
    for row in evidence_rows(ws):
        for use in row.uses:
            day = days.get(use)
            if row.taken and day:
                taken, held = date.fromisoformat(row.taken), date.fromisoformat(day)
                first = held - timedelta(days=rule.before_days)
                if not first <= taken <= held + timedelta(days=rule.after_days):
                    text = msg("building.out-of-window", taken=row.taken, day=day, record=use[1])
                    found.append(Flag("out-of-window", row.sha256, row.name, text))
        whose = dict(owners[use] for use in row.uses if use in owners)
        # what an agency did before a reform is the successor's own
        heirs = {line.now(id_) for id_ in whose if line.now(id_) != id_}
        if len(whose.keys() - heirs) > 1:
            text = msg("building.other-agency", agencies=sorted(whose.values()))
            found.append(Flag("other-agency", row.sha256, row.name, text))
        if not row.uses:
            found.append(Flag("unused", row.sha256, row.name, msg("building.unused")))
    return found


def damages(ws: Workspace) -> list[Flag]:
    """Return every piece whose file on disk is missing or not what was kept."""
    found: list[Flag] = []
    for row in evidence_rows(ws):
        path = place(ws, row.sha256)
        if not path.is_file():
            text = msg("building.file-missing", name=row.name)
            found.append(Flag("missing", row.sha256, row.name, text))
        elif sha256(path.read_bytes()).hexdigest() != row.sha256:
            text = msg("building.file-changed", name=row.name)
            found.append(Flag("changed", row.sha256, row.name, text))
    return found


def _days_and_owners(
    ws: Workspace,
) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], tuple[str, str]]]:
    """Return, by use, the day that a picture should be of, and whose it was: id and name."""
    from civtui.workspace.agencies.agencies import agency_rows
    from civtui.workspace.building.activities import activity_rows
    from civtui.workspace.building.records import record_rows

    days: dict[tuple[str, str], str] = {}
    owners: dict[tuple[str, str], tuple[str, str]] = {}
    for activity in activity_rows(ws, most=1_000_000):
        use = ("activity", activity.id)
        days[use] = activity.held
        owners[use] = activity.was or activity.agency, activity.agency_name
    used = {row[1] for row in queries.rows(ws.ledger, "building", "uses", {"sha256": None})}
    if ENTRY in used:
        names = {one.id: one.short or one.name for one in agency_rows(ws)}
        for id_, agency in queries.rows(ws.ledger, "culture", "owners"):
            owners[ENTRY, id_] = agency, names.get(Lineage(ws).now(agency), agency)
    for register in used - {"activity", CARD, ENTRY}:
        for record in record_rows(ws, register):
            use = (register, record.id)
            owners[use] = record.by, record.agency_name
            day = record.values.get("on" if register == "inspection" else "heard")
            if register in OF_A_DAY and day:
                days[use] = str(day)
    return days, owners
