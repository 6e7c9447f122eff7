"""Case folders: what they say about themselves, and their migrations in the tool's order."""

import json
import os
import re


def manifest(folder):
    found = {}
    with open(os.path.join(folder, "case"), encoding="utf-8") as file:
        for line in file:
            key, _, value = line.partition(":")
            if value.strip():
                found[key.strip()] = value.strip()
    return found


def natural(path):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path)]


def listed(folder, given):
    """The migration files in order: as the manifest lists them, else by number."""
    if "order" in given:
        return given["order"].split()
    root = os.path.join(folder, "migrations")
    names = [os.path.relpath(os.path.join(base, name), root)
             for base, _, files in os.walk(root) for name in files if name.endswith(".sql")]
    return sorted((name for name in names if not name.endswith("down.sql")), key=natural)


UP = re.compile(rb"^--\s*(\+goose up|\+migrate up|migrate:up).*?$", re.I | re.M)
DOWN = re.compile(rb"^--\s*(\+goose down|\+migrate down|migrate:down).*?$", re.I | re.M)


def up_part(text):
    """What leads up, for tools that keep both ways in one file."""
    start = UP.search(text)
    if not start:
        return text
    end = DOWN.search(text, start.end())
    return text[start.end():end.start() if end else len(text)]


def record(found):
    """One column, key or index a line, so that a difference is read at once; null and false are
    left out."""
    out = ["{"]
    out.append(f'  "format": {json.dumps(found["format"])},')
    out.append(f'  "dialect": {json.dumps(found["dialect"])},')
    if "server" in found:
        out.append(f'  "server": {json.dumps(found["server"])},')
    def compact(value):
        if isinstance(value, dict):
            value = {key: item for key, item in value.items() if item not in (None, False)}
        return json.dumps(value, ensure_ascii=False)

    tables = []
    for table in found["tables"]:
        lines = [f'      {compact(key)}: {compact(value)}' for key, value in table.items()
                 if not isinstance(value, list) and value is not None]
        for key, value in table.items():
            if isinstance(value, list):
                items = ",\n        ".join(compact(item) for item in value)
                lines.append(f'      "{key}": [' + (f"\n        {items}\n      ]" if items else "]"))
        tables.append("    {\n" + ",\n".join(lines) + "\n    }")
    out.append('  "tables": [' + ("\n" + ",\n".join(tables) + "\n  ]," if tables else "],"))
    for last, key in enumerate(["views", "enums", "domains"]):
        items = ",\n    ".join(compact(item) for item in found[key])
        out.append(f'  "{key}": [' + (f"\n    {items}\n  ]" if items else "]")
                   + ("" if last == 2 else ","))
    out.append("}")
    return "\n".join(out) + "\n"


def write_text(path, text):
    """Whether the file was another one before."""
    if read(path) == text:
        return False
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return True


def write_version(folder, kind, dialect, ending, major, text):
    """Writes the record of a major unless the one before says the same."""
    def path(number):
        version = "" if number == 8 else f".{number}"
        return os.path.join(folder, f"{kind}.{dialect}{version}.{ending}")

    own = path(int(major))
    before = next((path(number) for number in range(int(major) - 1, 7, -1)
                   if os.path.exists(path(number))), None)
    if before and read(before) == text:
        if os.path.exists(own):
            os.remove(own)
            return True
        return False
    return write_text(own, text)


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None
