"""`profile`: the programme as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from civtui.locale import render, t
from civtui.model.figures import percent_text
from civtui.model.standard import Words
from civtui.model.text import Bilingual, Message, msg
from civtui.profile.document import Profile
from civtui.rules.policies import said
from civtui.workspace.answers import Answer
from civtui.workspace.files import profiles


def check(folder: Path, *, name: str | None) -> Answer:
    """Check a profile, the workspace's where none is named; status 1 where more than a
    warning is found."""
    found, findings = profiles.check(folder, name)
    faulty = any(not f.warns for f, _, _ in findings)
    document = {
        "profile": {"id": found.id, "version": found.version, "sha256": found.sha256},
        "findings": [
            {
                "code": f.code,
                "where": f.where,
                "message": render(f.message),
                "file": str(file),
                "line": line,
                "warning": f.warns,
            }
            for f, file, line in findings
        ],
    }

    def lines() -> Iterator[str]:
        for f, file, line in findings:
            told = t("cli_profile.warning") if f.warns else ""
            yield f"{file}:{line or '-'}: {f.where}: {told}{render(f.message)}"
        if not faulty:
            yield t("cli_profile.sound", profile=_named(found), sha=found.sha256)

    return Answer(document, lines, status=int(faulty))


def show(folder: Path, *, name: str | None) -> Answer:
    """Answer with a profile and everything it extends."""
    found = profiles.load(name) if name else profiles.here(folder)
    return Answer({**found.document(), "sha256": found.sha256}, lambda: _told(found))


def _named(profile: Profile) -> Message:
    """Return a version of a profile as people call it."""
    return msg("standard.named", title=_words(profile.title), version=profile.version)


def _words(words: Words) -> Bilingual:
    return Bilingual(words.zh, words.en)


def _told(profile: Profile) -> Iterator[str]:
    """Yield what a profile rules: honors with their gates, quotas, policies; then its lists."""
    yield t("overlay.pinned", standard=_named(profile), sha=profile.sha256)
    places = {quota.honor: quota for quota in profile.quota}
    for honor in profile.honor:
        yield ""
        yield render(_words(honor.title))
        for wording in dict.fromkeys(render(_words(rule.wording)) for rule in honor.gate):
            yield f"  {wording}"
        if honor.term_years:
            yield f"  {t('cli_profile.term', years=honor.term_years)}"
        if quota := places.get(honor.id):
            kind = f"wording.quota-{quota.kind}"
            yield f"  {t(kind, places=quota.places, share=percent_text(quota.share))}"
    yield ""
    for id_, policy in profile.policy.items():
        yield render(said(id_, policy.choice))
    for key in ("bodies", "duty", "institution", "reward"):
        titles = [_words(one.title) for one in getattr(profile, key)]
        if titles:
            yield t(f"cli_profile.{key}", titles=titles)
    yield ""
    yield t("cli_profile.whole")


def diff(ws: None, *, one: str, other: str) -> Answer:
    """Say how two profiles differ, key by key."""
    changes = profiles.differences(one, other)
    lines = [f"{k}: {_short(a)} → {_short(b)}" for k, a, b in changes]
    return Answer(
        {"changes": [{"key": k, "from": a, "to": b} for k, a, b in changes]},
        lambda: lines or [t("cli_profile.same")],
    )


def _short(value: object) -> str:
    return "—" if value is None else json.dumps(value, ensure_ascii=False)


def new(ws: None, *, file: Path, extends: str) -> Answer:
    """Write a profile of one's own that extends another."""
    profiles.begin(file, extends)
    return Answer({"file": str(file)}, lambda: [t("cli_profile.made", file=file)])
