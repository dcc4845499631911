"""Loads a plugin and asks it what it brings; runs in the worker process only."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import BaseModel, ValidationError

from civtui.model.errors import near_aside, nearest
from civtui.model.invalid import reason
from civtui.plugin import hookspecs
from civtui.plugin.faults import Fault, OutOfTime
from civtui.plugin.finding import Found
from civtui.plugin.records import Record
from civtui.plugin.state import use_state


def blame(error: BaseException) -> str:
    """Return an exception as one line for people: its type and what it says."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        title = "" if error.title.startswith("list[") else error.title
        return f"{title} {place}: {first['msg']}".strip()
    return f"{type(error).__name__}: {error}".rstrip(": ")


def raised(key: str, error: BaseException, **values: object) -> Fault:
    """Return `error`, raised by a plugin's code, as a fault; limits of the worker go on as such."""
    if isinstance(error, OutOfTime | MemoryError):
        raise error
    return Fault(key, traceback.format_exc(), what=blame(error), **values)


def _file_module(path: Path) -> ModuleType:
    name = f"civtui_file_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@cache
def plugin_object(found: Found) -> Any:
    """Import the plugin and return the object that holds its hooks.

    Raises:
        Fault: its import failed, in whatever way.
    """
    try:
        if found.kind == "file":
            return _file_module(Path(found.where))
        name, _, attribute = found.entry.partition(":")
        target: Any = importlib.import_module(name)
        for part in filter(None, attribute.split(".")):
            target = getattr(target, part)
    except BaseException as error:
        raise raised("import-failed", error) from None
    return target


def attribute_of(found: Found, entry: str) -> Callable[..., Any]:
    """Return the function that `entry` names.

    Raises:
        Fault: the module or the attribute is not there, or it is no function.
    """
    name, _, attribute = entry.partition(":")
    if found.kind == "file" and name in ("", Path(found.where).stem):
        target: Any = plugin_object(found)
    else:
        try:
            target = importlib.import_module(name)
        except BaseException as error:
            raise raised("entry-failed", error, entry=entry) from None
    for part in attribute.split("."):
        if not hasattr(target, part):
            close = nearest(part, [known for known in dir(target) if not known.startswith("_")])
            raise Fault("entry-absent", entry=entry, near=near_aside(close))
        target = getattr(target, part)
    if not callable(target):
        raise Fault("entry-no-function", entry=entry)
    function: Callable[..., Any] = target
    return function


@cache
def manager(found: Found) -> pluggy.PluginManager:
    """Return a plugin manager that holds this one plugin.

    Raises:
        Fault: a hook of an unknown name or a wrong signature.
    """
    holder = plugin_object(found)
    plugins = pluggy.PluginManager(hookspecs.PROJECT)
    plugins.add_hookspecs(hookspecs)
    known = [name for name in dir(hookspecs) if name.startswith("civtui_")]
    try:
        plugins.register(holder, name=found.id)
    except BaseException as error:
        raise raised("bad-hook", error) from None
    try:
        plugins.check_pending()
    except pluggy.PluginValidationError:
        callers = plugins.get_hookcallers(holder) or []
        name = next(caller.name for caller in callers if not caller.has_spec())
        raise Fault("unknown-hook", name=name, near=near_aside(nearest(name, known))) from None
    return plugins


def config_model(found: Found) -> type[BaseModel] | None:
    """Return the plugin's model of settings, None where it takes none.

    Raises:
        Fault: the hook failed or gave something else.
    """
    if found.kind == "data":
        return None
    try:
        model = manager(found).hook.civtui_config_model()
    except Fault:
        raise
    except BaseException as error:
        raise raised("hook-failed", error, hook="civtui_config_model") from None
    if model is not None and not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise Fault("hook-gave", hook="civtui_config_model", what=type(model).__name__)
    return model


def checked_settings(found: Found, values: dict[str, Any]) -> Any:
    """Return the settings as the plugin's own model, or the plain dict where it has none.

    Raises:
        Fault: a key the model does not know (with the nearest), or a value it does not take.
    """
    model = config_model(found)
    known = list(model.model_fields) if model else []
    for key in values:
        if key not in known:
            close = nearest(key, known)
            raise Fault("unknown-setting", key=key, near=near_aside(close, known))
    if model is None:
        return values
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Fault("bad-setting", key=place, what=reason(first)) from None


def first_settings(found: Found, values: dict[str, Any]) -> Any:
    """Return the settings that hold while a plugin describes itself.

    Without any made they are the model's defaults, or nothing where it has none for some.

    Raises:
        Fault: a setting that was made is wrong.
    """
    try:
        return checked_settings(found, values)
    except Fault as fault:
        if values or fault.key != "bad-setting":
            raise
        return {}


def _answers(found: Found, hook: str, record: type[Record]) -> Iterator[Record]:
    try:
        for answer in getattr(manager(found).hook, hook)():
            for part in answer:
                if not isinstance(part, record):
                    raise Fault("hook-gave", hook=hook, what=type(part).__name__)
                yield part
    except Fault:
        raise
    except BaseException as error:
        raise raised("hook-failed", error, hook=hook) from None


def _entries(value: Any) -> Iterator[str]:
    if isinstance(value, Record):
        for name in type(value).model_fields:
            part = getattr(value, name)
            if name == "entry" and part is not None:
                yield part
            yield from _entries(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _entries(part)


def gather(found: Found) -> dict[str, Any]:
    """Return what a plugin with code brings: about, settings' schema, contributions by kind.

    Raises:
        Fault: what makes the plugin broken.
    """
    from civtui.plugin import contributions as records

    try:
        about = manager(found).hook.civtui_describe()
    except Fault:
        raise
    except BaseException as error:
        raise raised("hook-failed", error, hook="civtui_describe") from None
    if about is not None and not isinstance(about, records.Plugin):
        raise Fault("hook-gave", hook="civtui_describe", what=type(about).__name__)
    check_api(about.api if about else ">=1,<2")
    unmarked = [
        name
        for name in dir(plugin_object(found))
        if name.startswith("civtui_") and name not in _marked(found)
    ]
    model = config_model(found)
    brought: dict[str, list[Record]] = {}
    for hook, given in hookspecs.KINDS.items():
        brought[given.kind] = list(_answers(found, hook, getattr(records, given.record)))
    if found.kind != "core":  # the core's own entries are shown to be there by its tests
        for entry in {entry for parts in brought.values() for entry in _entries(tuple(parts))}:
            attribute_of(found, entry)
        for entry in about.state.migrations if about and about.state else ():
            attribute_of(found, entry)
    schema = model.model_json_schema() if model else None
    return {**described(about, schema, brought), "unmarked": unmarked}


def _marked(found: Found) -> list[str]:
    callers = manager(found).get_hookcallers(plugin_object(found)) or []
    return [caller.name for caller in callers]


def load_state(found: Found, kept: tuple[int, dict[str, Any]] | None) -> int:
    """Make a plugin's kept state the one its code sees next; return the version it is of now.

    Raises:
        Fault: it is of a newer version, or a migration failed.
    """
    about = manager(found).hook.civtui_describe()
    steps = [attribute_of(found, entry) for entry in about.state.migrations]
    try:
        use_state(kept, about.state.version, steps)
    except Fault:
        raise
    except BaseException as error:
        raise raised("state-step", error) from None
    return int(about.state.version)


def check_api(wanted: str) -> None:
    """Refuse a plugin that is written for other API versions than this civtui offers.

    Raises:
        Fault: names both sides.
    """
    try:
        fits = SpecifierSet(wanted).contains(hookspecs.API_VERSION)
    except InvalidSpecifier:
        raise Fault("api-unread", wanted=wanted) from None
    if not fits:
        raise Fault("api-range", wanted=wanted, offered=hookspecs.API_VERSION)


def described(about: Any, schema: Any, brought: dict[str, list[Record]]) -> dict[str, Any]:
    """Return a description as JSON-ready data.

    Raises:
        Fault: two contributions of a kind share an id, or a scheme names no calculator.
    """
    for kind, parts in brought.items():
        ids = [getattr(part, "id", "") for part in parts]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise Fault("id-twice", kind=kind, id=id_)
    own = {getattr(part, "id", "") for part in brought.get("calculator", [])}
    for scheme in brought.get("scheme", []):
        wanted = getattr(scheme, "calculator", None)
        if wanted and ":" not in wanted and wanted not in own:
            raise Fault("no-calculator", id=wanted, near=near_aside(nearest(wanted, own)))
    return {
        "about": about.model_dump(mode="json") if about else None,
        "config": schema,
        "contributions": {
            kind: [part.model_dump(mode="json") for part in parts]
            for kind, parts in brought.items()
            if parts
        },
    }
