"""`plugin check|dev`: an author's tools, made by hand: the kit stands above the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from civtui.cli import spoken
from civtui.cli.face import emit, json_option, narrate
from civtui.locale import render, t
from civtui.workspace.answers.plugin import visible

if TYPE_CHECKING:
    from civtui.conformance.rules import Finding, Rule


def _outcome(rule: Rule, findings: list[Finding]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "ok": not findings,
        "what": t(f"plugin.rule-{rule.id}"),
        "why": t(f"plugin.rule-{rule.id}-why"),
        "example": t(f"plugin.rule-{rule.id}-example"),
        "findings": [{"place": f.place, "text": render(f.text)} for f in findings],
    }


def _outcome_lines(rules: list[dict[str, Any]]) -> Iterator[str]:
    for rule in rules:
        yield f"{'✓' if rule['ok'] else '✗'} {rule['id']}  {rule['what']}"
        for found in rule["findings"]:
            yield f"    {visible(found['place'])}: {visible(found['text'])}"
        if not rule["ok"]:
            yield f"    {t('plugin.why')} {rule['why']}"
            yield f"    {t('plugin.example')} {rule['example']}"


@spoken.command("check")
@click.argument("target", metavar="PATH|NAME")
@json_option
def check(target: str, as_json: bool) -> int:
    """Check a plugin against every rule; exits 1 if one is not kept."""
    from civtui.conformance.rules import checked
    from civtui.conformance.subject import subject

    one = subject(target)
    try:
        rules = [_outcome(rule, findings) for rule, findings in checked(one)]
    finally:
        one.close()
    passed = all(rule["ok"] for rule in rules)
    document = {
        "plugin": one.found.id,
        "version": one.found.version,
        "passed": passed,
        "rules": rules,
    }
    key = "plugin.check-passed" if passed else "plugin.check-failed"
    said = t(key, id=one.found.id)
    return emit(
        document, as_json, lambda: [*_outcome_lines(rules), said], status=0 if passed else 1
    )


@spoken.command("dev")
@click.argument("target", metavar="PATH|NAME")
def dev(target: str) -> int:
    """Check again on every save, until interrupted."""
    from civtui.conformance.watching import rounds

    try:
        for done in rounds(target):
            rules = [_outcome(rule, findings) for rule, findings in done]
            for line in _outcome_lines(rules):
                click.echo(line)
            narrate(t("plugin.watching", id=target))
    except KeyboardInterrupt:
        return 0
    return 0
