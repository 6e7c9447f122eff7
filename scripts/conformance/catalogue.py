"""The catalogues of the databases in the neutral form that `modelgend schema` prints."""

import json
import re
import sqlite3
from collections import defaultdict

ACTIONS = {"a": "no action", "r": "restrict", "c": "cascade", "n": "set null", "d": "set default"}


def table(schema, name, kind="table", comment=None):
    return {"schema": schema, "name": name, "kind": kind, "comment": comment, "columns": [],
            "primaryKey": None, "indexes": [], "foreignKeys": [], "checks": []}


def column(name, type, nullable, default=None, auto=False, generated=None, comment=None):
    return {"name": name, "type": type, "nullable": nullable, "default": default,
            "autoIncrement": auto, "generated": generated, "comment": comment}


def foreign_key(name, columns, schema, target, referenced, on_delete, on_update):
    return {"name": name, "columns": columns,
            "references": {"schema": schema, "table": target, "columns": referenced},
            "onDelete": on_delete, "onUpdate": on_update}


def document(dialect, tables, views, enums=(), domains=()):
    by_name = lambda item: (item["schema"] or "", item["name"])
    for each in tables:
        each["indexes"].sort(key=lambda index: index["name"])
        each["foreignKeys"].sort(key=lambda key: (key["name"] or "", key["columns"]))
        each["checks"].sort(key=lambda check: (check["name"] or "", check["expression"]))
    return {"format": "modelgend.schema/1", "dialect": dialect,
            "tables": sorted(tables, key=by_name), "views": sorted(views, key=by_name),
            "enums": sorted(enums, key=by_name), "domains": sorted(domains, key=by_name)}


# PostgreSQL

OURS = """n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND n.nspname NOT LIKE 'pg\\_temp%' AND n.nspname NOT LIKE 'pg\\_toast%'"""

POSTGRES = {
    "relations": """SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
        c.relispartition AS partition, obj_description(c.oid, 'pg_class') AS comment
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm') AND """ + OURS,
    "columns": """SELECT a.attrelid AS oid, a.attname AS name,
        format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
        pg_get_expr(d.adbin, d.adrelid) AS default, a.attidentity <> '' AS identity,
        a.attgenerated AS generated, col_description(a.attrelid, a.attnum) AS comment
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')
        AND """ + OURS + " ORDER BY a.attrelid, a.attnum",
    "constraints": """SELECT k.conrelid AS oid, k.conname AS name, k.contype AS type,
        (SELECT json_agg(a.attname ORDER BY u.place) FROM unnest(k.conkey)
          WITH ORDINALITY AS u(number, place)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns,
        (SELECT json_agg(a.attname ORDER BY u.place) FROM unnest(k.confkey)
          WITH ORDINALITY AS u(number, place)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number) AS referenced,
        fn.nspname AS target_schema, f.relname AS target, k.confdeltype AS on_delete,
        k.confupdtype AS on_update, pg_get_constraintdef(k.oid) AS text
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_class f ON f.oid = k.confrelid
      LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
      WHERE """ + OURS,
    "indexes": """SELECT i.indrelid AS oid, x.relname AS name, i.indisunique AS unique,
        (SELECT json_agg(pg_get_indexdef(i.indexrelid, k, true) ORDER BY k)
          FROM generate_series(1, i.indnkeyatts) AS k) AS columns,
        (SELECT json_agg(a.attname ORDER BY k) FROM generate_series(1, i.indnkeyatts) AS k
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1]) AS names,
        EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid
          AND k.contype = 'u' AND k.conrelid = i.indrelid) AS is_constraint,
        pg_get_expr(i.indpred, i.indrelid) AS where
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
      JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisprimary AND """ + OURS,
    "enums": """SELECT n.nspname AS schema, t.typname AS name,
        (SELECT coalesce(json_agg(e.enumlabel ORDER BY e.enumsortorder), '[]')
          FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'e' AND """ + OURS,
    "domains": """SELECT n.nspname AS schema, t.typname AS name,
        format_type(t.typbasetype, t.typtypmod) AS type, NOT t.typnotnull AS nullable
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'd' AND """ + OURS,
}


def read_postgres(server, database):
    def rows(name):
        text = server.query(database, f"SELECT coalesce(json_agg(q), '[]') FROM ({POSTGRES[name]}) q")
        return json.loads(text)

    tables, views = {}, {}
    for row in rows("relations"):
        if row["kind"] in "vm":
            views[row["oid"]] = {"schema": row["schema"], "name": row["name"],
                                 "materialized": row["kind"] == "m", "columns": []}
            continue
        kind = "partition" if row["partition"] else "partitioned" if row["kind"] == "p" else "table"
        tables[row["oid"]] = table(row["schema"], row["name"], kind, row["comment"])
    for row in rows("columns"):
        if row["oid"] in views:
            views[row["oid"]]["columns"].append(row["name"])
            continue
        default = row["default"]
        generated = {"s": "stored", "v": "virtual"}.get(row["generated"])
        auto = row["identity"] or (default or "").startswith("nextval(")
        tables[row["oid"]]["columns"].append(
            column(row["name"], row["type"], row["nullable"],
                   None if auto or generated else default, auto, generated, row["comment"]))
    for row in rows("constraints"):
        owner = tables.get(row["oid"])
        if owner is None:
            continue
        if row["type"] == "p":
            owner["primaryKey"] = {"name": row["name"], "columns": row["columns"]}
        elif row["type"] == "f":
            owner["foreignKeys"].append(
                foreign_key(row["name"], row["columns"], row["target_schema"], row["target"],
                            row["referenced"], ACTIONS[row["on_delete"]],
                            ACTIONS[row["on_update"]]))
        elif row["type"] == "c":
            text = row["text"].removesuffix(" NOT VALID").removesuffix(" NO INHERIT")
            owner["checks"].append({"name": row["name"],
                                    "expression": text.removeprefix("CHECK (").removesuffix(")")})
    for row in rows("indexes"):
        if row["oid"] in tables:
            columns = row["names"] if row["is_constraint"] else row["columns"]
            tables[row["oid"]]["indexes"].append(
                {"name": row["name"], "unique": row["unique"], "columns": columns,
                 "where": row["where"]})
    return document("postgres", list(tables.values()), list(views.values()), rows("enums"),
                    rows("domains"))


# MariaDB

MARIADB = {
    "tables": """SELECT JSON_ARRAY(TABLE_NAME, TABLE_TYPE, TABLE_COMMENT)
      FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()""",
    "columns": """SELECT JSON_ARRAY(TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE,
        COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT, IS_GENERATED)
      FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
      ORDER BY TABLE_NAME, ORDINAL_POSITION""",
    "indexes": """SELECT JSON_ARRAY(TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART,
        COLLATION)
      FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
      ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX""",
    "keys": """SELECT JSON_ARRAY(k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME,
        k.REFERENCED_TABLE_SCHEMA = DATABASE(), k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME,
        k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE)
      FROM information_schema.KEY_COLUMN_USAGE k
      JOIN information_schema.REFERENTIAL_CONSTRAINTS r
        ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME
        AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
      WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
      ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION""",
    "checks": """SELECT JSON_ARRAY(TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE)
      FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()""",
}


def read_mariadb(server, database):
    def rows(name):
        return [json.loads(line) for line in server.query(database, MARIADB[name]).splitlines()]

    tables, views = {}, {}
    for name, kind, comment in rows("tables"):
        if kind == "VIEW":
            views[name] = {"schema": None, "name": name, "materialized": False, "columns": []}
        elif kind == "BASE TABLE":
            tables[name] = table(None, name, comment=comment or None)
    for owner, name, type, nullable, default, extra, comment, generated in rows("columns"):
        if owner in views:
            views[owner]["columns"].append(name)
        elif owner in tables:
            kind = None
            if generated == "ALWAYS":
                kind = "stored" if "STORED" in extra or "PERSISTENT" in extra else "virtual"
            tables[owner]["columns"].append(
                column(name, type, nullable == "YES", None if default == "NULL" else default,
                       "auto_increment" in extra, kind, comment or None))
    indexes = defaultdict(list)
    for owner, name, not_unique, part, length, direction in rows("indexes"):
        text = part + (f"({length})" if length else "") + (" DESC" if direction == "D" else "")
        indexes[owner, name, not not_unique].append(text)
    for (owner, name, unique), columns in indexes.items():
        if name == "PRIMARY":
            tables[owner]["primaryKey"] = {"name": None, "columns": columns}
        else:
            tables[owner]["indexes"].append(
                {"name": name, "unique": unique, "columns": columns, "where": None})
    keys = {}
    for owner, name, part, here, schema, target, referenced, on_delete, on_update in rows("keys"):
        key = keys.setdefault((owner, name), foreign_key(
            name, [], None if here else schema, target, [], on_delete.lower(), on_update.lower()))
        key["columns"].append(part)
        key["references"]["columns"].append(referenced)
    for (owner, _), key in keys.items():
        tables[owner]["foreignKeys"].append(key)
    for owner, name, clause in rows("checks"):
        tables[owner]["checks"].append({"name": name, "expression": clause})
    return document("mariadb", list(tables.values()), list(views.values()))


# SQLite

def read_sqlite(server, database):
    """SQLite keeps no names of keys, no checks and no comments apart from the text itself."""
    connection = sqlite3.connect(database)
    tables, views = [], []
    listed = connection.execute(
        "SELECT l.name, l.type, s.sql FROM pragma_table_list l JOIN sqlite_master s "
        "ON s.name = l.name WHERE l.schema = 'main' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    for name, kind, text in listed.fetchall():
        def pragma(what, argument):
            quoted = argument.replace('"', '""')
            return connection.execute(f'PRAGMA {what}("{quoted}")').fetchall()

        if kind == "view":
            views.append({"schema": "main", "name": name, "materialized": False,
                          "columns": [row[1] for row in pragma("table_info", name)]})
            continue
        if kind == "shadow":
            continue
        made = table("main", name, "virtual" if kind == "virtual" else "table")
        keys = []
        for _, part, type, required, default, place, hidden in pragma("table_xinfo", name):
            if hidden == 1:
                continue
            made["columns"].append(
                column(part, type, not required, default, False,
                       {2: "virtual", 3: "stored"}.get(hidden)))
            if place:
                keys.append((place, part))
        if keys:
            made["primaryKey"] = {"name": None, "columns": [part for _, part in sorted(keys)]}
        if len(keys) == 1 and re.search(r"\bAUTOINCREMENT\b", text, re.I):
            for each in made["columns"]:
                each["autoIncrement"] = each["name"] == keys[0][1]
        for _, index, unique, origin, _ in pragma("index_list", name):
            if origin == "pk":
                continue
            parts = ["<expr>" if row[1] == -2 else row[2] for row in pragma("index_xinfo", index)
                     if row[5]]
            falling = [row[3] for row in pragma("index_xinfo", index) if row[5]]
            sql = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' "
                                     "AND name = ?", (index,)).fetchone()[0]
            made["indexes"].append({
                "name": index, "unique": bool(unique),
                "columns": [part + (" DESC" if down else "") for part, down in zip(parts, falling)],
                "where": predicate(sql)})
        found = {}
        for number, _, target, part, referenced, on_update, on_delete, _ in pragma(
                "foreign_key_list", name):
            key = found.setdefault(number, foreign_key(
                None, [], "main", target, [], on_delete.lower(), on_update.lower()))
            key["columns"].append(part)
            if referenced is not None:
                key["references"]["columns"].append(referenced)
        made["foreignKeys"] = list(found.values())
        tables.append(made)
    return document("sqlite", tables, views)


def predicate(sql):
    """The text after WHERE of a CREATE INDEX; SQLite keeps the statement as it was written."""
    depth, at = 0, 0
    while sql and at < len(sql):
        letter = sql[at]
        if letter in "'\"`":
            end = sql.find(letter, at + 1)
            at = len(sql) if end < 0 else end
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif depth == 0 and sql[at:at + 5].upper() == "WHERE":
            return sql[at + 5:].strip()
        at += 1
    return None


READERS = {"postgres": read_postgres, "mariadb": read_mariadb, "sqlite": read_sqlite}
