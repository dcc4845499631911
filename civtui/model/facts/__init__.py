"""The kinds of fact: one frozen model each, grouped by noun, loaded only when one is written.

Reading never comes here: projections work on the plain payload that the ledger holds.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body

KINDS: dict[str, str] = {
    "workspace-opened": "places:WorkspaceOpened",
    "ledger-identified": "places:LedgerIdentified",
    "user-set": "places:UserSet",
    "registered": "registry:Registered",
    "declared": "registry:Declared",
    "standard-adopted": "rounds:StandardAdopted",
    "round-opened": "rounds:RoundOpened",
    "round-closed": "rounds:RoundClosed",
    "marked": "rounds:Marked",
    "mark-taken-back": "rounds:MarkTakenBack",
    "marks-imported": "rounds:MarksImported",
    "recused": "rounds:Recused",
    "dealt": "panel:Dealt",
    "handed-over": "panel:HandedOver",
    "skipped": "panel:Skipped",
    "noted": "panel:Noted",
    "sheet-submitted": "panel:SheetSubmitted",
    "sheet-unlocked": "panel:SheetUnlocked",
    "decided": "titles:Decided",
    "granted": "titles:Granted",
    "withdrawn": "titles:Withdrawn",
    "carded": "titles:Carded",
    "card-ended": "titles:CardEnded",
    "vetoed": "titles:Vetoed",
    "applied": "life:Applied",
    "case-checked": "life:CaseChecked",
    "case-closed": "life:CaseClosed",
    "notice-posted": "life:NoticePosted",
    "objection-received": "life:ObjectionReceived",
    "objection-handled": "life:ObjectionHandled",
    "submitted": "life:Submitted",
    "result-received": "life:ResultReceived",
    "renewed": "life:Renewed",
    "restored": "life:Restored",
    "appealed": "life:Appealed",
    "appeal-decided": "life:AppealDecided",
    "card-stepped": "life:CardStepped",
    "member-set": "group:MemberSet",
    "sitting-called": "group:SittingCalled",
    "sitting-held": "group:SittingHeld",
    "reformed": "reform:Reformed",
    "reform-taken-back": "reform:ReformTakenBack",
    "activities-logged": "building:ActivitiesLogged",
    "program-entered": "building:ProgramEntered",
}


def body_type(kind: str) -> type[Body]:
    """Return the model of the fact `kind`.

    Raises:
        KeyError: no such kind.
    """
    module, _, name = KINDS[kind].partition(":")
    found: type[Body] = getattr(importlib.import_module(f"civtui.model.facts.{module}"), name)
    return found
