import PHPParsing

extension SupportedPage {
  /// What the methods do that make no column; a missing one shows as `?`, which a test refuses.
  static let blueprintSentences: [String: String] = [
    "drop": "Drops the table.", "dropIfExists": "Drops the table where it is there.",
    "dropColumn": "Drops columns, given as a list or one by one.",
    "dropConstrainedForeignId": "Drops the foreign key, then its column.",
    "dropForeignIdFor":
      "Drops the column of a model's key; up to 11 the foreign key alone.",
    "dropConstrainedForeignIdFor": "Drops the foreign key to a model, then its column.",
    "dropTimestamps": "Drops `created_at` and `updated_at`.",
    "dropTimestampsTz": "Drops `created_at` and `updated_at`.",
    "dropSoftDeletes": "Drops `deleted_at`, or the column named.",
    "dropSoftDeletesTz": "Drops `deleted_at`, or the column named.",
    "dropRememberToken": "Drops `remember_token`.",
    "dropMorphs": "Drops the index of a morph and its two columns.",
    "removeColumn": "Takes back a column that this Blueprint added.",
    "dropPrimary": "Drops the primary key; on SQLite from 11 on, nothing before.",
    "dropUnique": "Drops a unique index by name or by its columns.",
    "dropIndex": "Drops an index by name or by its columns.",
    "dropFullText": "Drops a full-text index by name or by its columns.",
    "dropSpatialIndex": "Drops a spatial index by name or by its columns.",
    "dropForeign":
      "Drops a foreign key by name or by its columns; SQLite has it from 11 on, by columns.",
    "renameColumn": "Renames a column; indexes and keys follow.",
    "renameIndex": "Renames an index.", "rename": "Renames the table.",
    "engine": "The storage engine; as a property in every major.",
    "innoDb": "The storage engine InnoDB.",
    "charset": "The character set; as a property in every major.",
    "collation": "The collation; as a property in every major.",
    "comment": "A comment on the table; SQLite has none.",
    "temporary": "A temporary table: it is gone afterwards.",
    "create": "What `Schema::create` says; nothing more.",
    "after": "Places the columns of a callback behind a column (MySQL and MariaDB).",
    "getTable": "The table's name.", "getPrefix": "The prefix of table names.",
    "getColumns": "The columns that this Blueprint has so far.",
    "getAddedColumns": "The columns that this Blueprint adds.",
    "creating": "Whether the table is being created.",
  ]

  private static let schemaSentences: [String: String] = [
    "create": "Creates a table.", "table": "Changes a table.", "drop": "Drops a table.",
    "dropIfExists": "Drops a table where it is there.", "rename": "Renames a table.",
    "dropColumns": "Drops columns of a table.",
    "dropAllTables": "Not followed (MG0502).", "dropAllViews": "Not followed (MG0502).",
    "dropAllTypes": "Not followed (MG0502).",
    "whenTableHasColumn": "Decided from the schema at that point.",
    "whenTableDoesntHaveColumn": "Decided from the schema at that point.",
    "whenTableHasIndex": "Decided from the schema at that point.",
    "whenTableDoesntHaveIndex": "Decided from the schema at that point.",
    "withoutForeignKeyConstraints": "Runs its callback with foreign keys unchecked.",
    "enableForeignKeyConstraints": "Foreign keys are checked from here on.",
    "disableForeignKeyConstraints": "Foreign keys are unchecked from here on.",
    "connection": "Another connection; one to another database leaves its tables out (MG0510).",
    "getConnection": "The connection, see below.", "setConnection": "Nothing.",
    "defaultStringLength": "The length of `string()`, read from providers, too.",
    "defaultMorphKeyType": "The key of `morphs()`: `int`, `uuid` or `ulid`; from providers, too.",
    "morphUsingUuids": "The same as `defaultMorphKeyType('uuid')`.",
    "morphUsingUlids": "The same as `defaultMorphKeyType('ulid')`.",
    "defaultTimePrecision": "The digits of a second; read from providers, too.",
    "macro": "A method of one's own; `Blueprint::macro` as well, in providers, too.",
    "blueprintResolver": "Nothing: Blueprints of other classes are read as Laravel's.",
    "useNativeSchemaOperationsIfPossible": "Nothing.",
    "registerCustomDoctrineType": "Nothing.", "ensureExtensionExists": "Nothing.",
    "ensureVectorExtensionExists": "Nothing.", "createDatabase": "Nothing.",
    "dropDatabaseIfExists": "Nothing.",
  ]

  private static let connectionGroups: [(String, [ConnectionMethod])] = [
    (
      "Evaluates SQL at once, so that later questions see its effect",
      [.statement, .unprepared, .affectingStatement]
    ),
    ("An expression as it is written", [.raw]),
    (
      "Runs its callback; what fails inside is taken back, except on MySQL and MariaDB",
      [.transaction]
    ),
    (
      "Followed: what is rolled back never was, except on MySQL and MariaDB",
      [.beginTransaction, .commit, .rollBack, .transactionLevel]
    ),
    (
      """
      Queries: of the catalogue (`information_schema`, `pg_catalog`, `sqlite_master`, `SHOW`) \
      they are computed; of tables there are no rows (MG0506)
      """,
      [.select, .selectOne, .scalar, .selectFromWriteConnection, .selectResultSets, .cursor]
    ),
    ("Rows: noted, no part of a schema", [.table, .query, .insert, .update, .delete]),
    (
      "Answered from the project",
      [
        .connection, .getSchemaBuilder, .getDriverName, .getName, .getDatabaseName,
        .getTablePrefix, .getConfig, .getDefaultConnection, .isMaria, .pretending, .logging,
        .escape,
      ]
    ),
    (
      "Doctrine, as majors up to 10 have it: tables, columns, indexes and keys by name",
      [.getDoctrineSchemaManager, .getDoctrineConnection, .getDoctrineColumn, .createSchemaManager]
    ),
    (
      "Never known",
      [
        .getServerVersion, .getPdo, .getReadPdo, .getPostProcessor, .getQueryGrammar,
        .getSchemaGrammar,
      ]
    ),
    (
      "Nothing",
      [
        .disableQueryLog, .enableQueryLog, .flushQueryLog, .purge, .reconnect, .disconnect,
        .listen, .setDefaultConnection, .setTablePrefix, .registerDoctrineType, .extend,
      ]
    ),
  ]

  mutating func addFacades() {
    heading(2, "Laravel: Schema and DB")
    add("`Schema::…`, also through `Schema::connection(…)` and `DB::getSchemaBuilder()`.")
    table(
      ["Method", "Laravel", "What it does"],
      SchemaMethod.allCases.map { method in
        let isQuestion = method.rawValue.hasPrefix("has") || method.rawValue.hasPrefix("get")
        let sentence =
          Self.schemaSentences[method.rawValue]
          ?? (isQuestion ? "Answered from the schema at that point." : "?")
        return ["`\(method.rawValue)()`", Self.majors(method.majors), sentence]
      }
    )
    add("`DB::…`, also through `DB::connection(…)` and `Schema::getConnection()`.")
    let listed = Self.connectionGroups.flatMap(\.1)
    let rest = ConnectionMethod.allCases.filter { !listed.contains($0) }
    table(
      ["Methods", "What they do"],
      (Self.connectionGroups + (rest.isEmpty ? [] : [("?", rest)])).map { sentence, methods in
        [methods.map { "`\($0.rawValue)()`" }.joined(separator: ", "), sentence + "."]
      }
    )
  }
}
