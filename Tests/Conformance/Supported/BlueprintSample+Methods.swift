import PHPParsing

extension BlueprintSample {
  /// The call that the page shows: without what stands around it.
  var shown: String {
    var text = code
    for part in ["$table->", ";"] where text.contains(part) {
      text = part == ";" ? String(text.dropLast()) : text
    }
    return text
  }

  /// A modifier's column without it.
  var plain: String {
    guard let range = code.ranges(of: "->").last else { return code }
    return code[..<range.lowerBound] + ";"
  }

  /// The sample of a method: its own below, or a call with a column's name.
  static func of(_ method: BlueprintMethod) -> BlueprintSample {
    let majors = method.majors
    switch method.kind {
    case .modifier:
      let (column, arguments) = modifiers[method.name] ?? ("string('name')", "")
      let code = "$table->\(column)->\(method.name)(\(arguments))"
      switch method.name {
      case "after", "first":
        let before = "$table->integer('base1'); $table->integer('base2');"
        return BlueprintSample(code + ";", majors, before: before, isAltering: true)
      case "change", "using":
        let before = "$table->string('name')->default('new');"
        let change = method.name == "using" ? "->change();" : ";"
        return BlueprintSample(code + change, majors, before: before, isAltering: true)
      default: return BlueprintSample(code + ";", majors)
      }
    case .indexModifier, .index, .foreignKey:
      let before =
        method.kind == .foreignKey
        ? "" : "$table->string('title', 50); $table->string('slug', 50);"
      let shapes = method.name == "spatialIndex" ? "$table->geometry('place');" : ""
      let vectors = method.name == "vectorIndex" ? "$table->vector('place', 3);" : ""
      let isOfKey = method.kind == .foreignKey
      let code =
        isOfKey && method.name == "deferrable"
        ? "foreignId('user_id')->constrained()->deferrable()"
        : isOfKey && method.name == "initiallyImmediate"
          ? "foreignId('user_id')->constrained()->deferrable()->initiallyImmediate()"
          : keys[method.name] ?? "\(method.name)('title')"
      let needsID = method.kind == .foreignKey && code.hasPrefix("foreign(")
      return BlueprintSample(
        "$table->\(code);",
        majors,
        before: before + shapes + vectors
          + (needsID ? "$table->unsignedBigInteger('user_id');" : "")
      )
    default:
      let arguments = calls[method.name] ?? "'name'"
      return BlueprintSample("$table->\(method.name)(\(arguments));", majors)
    }
  }

  private static let calls: [String: String] = [
    "id": "", "softDeletes": "", "softDeletesTz": "", "softDeletesDatetime": "", "uuid": "",
    "ulid": "", "ipAddress": "", "macAddress": "", "timestamps": "", "nullableTimestamps": "",
    "timestampsTz": "", "nullableTimestampsTz": "", "datetimes": "", "rememberToken": "",
    "increments": "'id'", "integerIncrements": "'id'", "tinyIncrements": "'id'",
    "smallIncrements": "'id'", "mediumIncrements": "'id'", "bigIncrements": "'id'",
    "char": "'code', 4", "enum": "'state', ['open', 'done']", "set": "'flags', ['a', 'b']",
    "decimal": "'price', 10, 2", "unsignedDecimal": "'price', 10, 2", "vector": "'place', 3",
    "rawColumn": "'name', 'integer default 5'", "computed": "'twice', 'a * 2'",
    "foreignId": "'user_id'", "foreignUuid": "'user_id'", "foreignUlid": "'user_id'",
    "morphs": "'of'", "nullableMorphs": "'of'", "numericMorphs": "'of'",
    "nullableNumericMorphs": "'of'", "uuidMorphs": "'of'", "nullableUuidMorphs": "'of'",
    "ulidMorphs": "'of'", "nullableUlidMorphs": "'of'",
    "foreignIdFor": "User::class", "foreignUuidFor": "User::class",
    "foreignUlidFor": "User::class", "addColumn": "'integer', 'name'",
  ]

  private static let modifiers: [String: (column: String, arguments: String)] = [
    "after": ("string('name')", "'base1'"), "always": ("integer('n')->generatedAs()", ""),
    "autoIncrement": ("integer('n')", ""), "charset": ("string('name')", "'latin1'"),
    "collation": ("string('name')", "'utf8mb4_bin'"), "comment": ("string('name')", "'a note'"),
    "change": ("text('name')->nullable()", ""), "default": ("string('name')", "'new'"),
    "from": ("id()", "100"),
    "generatedAs": ("integer('n')", ""), "lock": ("string('name')", "'none'"),
    "spatialIndex": ("geometry('place')", ""), "vectorIndex": ("vector('place', 3)", ""),
    "fulltext": ("text('body')", ""), "fullText": ("text('body')", ""),
    "startingValue": ("id()", "100"), "storedAs": ("integer('n')", "'1 + 1'"),
    "storedAsJson": ("string('n')", "'data->n'"), "virtualAs": ("integer('n')", "'1 + 1'"),
    "virtualAsJson": ("string('n')", "'data->n'"), "type": ("string('name')", "'text'"),
    "unsigned": ("integer('n')", ""), "useCurrent": ("timestamp('at')", ""),
    "useCurrentOnUpdate": ("timestamp('at')", ""),
    "using": ("text('name')->default('x')", "'upper(name)'"),
    "persisted": ("integer('n')", ""), "projection": ("geometry('place')", "3857"),
    "srid": ("geometry('place')", "3857"), "index": ("string('name')", "'by_name'"),
  ]

  private static let keys: [String: String] = [
    "primary": "primary(['title', 'slug'])", "index": "index(['title', 'slug'])",
    "rawIndex": "rawIndex('lower(title)', 'by_title')", "spatialIndex": "spatialIndex('place')",
    "vectorIndex": "vectorIndex('place')", "algorithm": "index('title')->algorithm('hash')",
    "deferrable": "unique('title')->deferrable()", "online": "index('title')->online()",
    "initiallyImmediate": "unique('title')->deferrable()->initiallyImmediate(false)",
    "language": "fullText('title')->language('german')", "lock": "index('title')->lock('none')",
    "nullsNotDistinct": "unique('title')->nullsNotDistinct()",
    "where": "uniqueIndex('title')->where(\"title <> ''\")",
    "foreign": "foreign('user_id')->references('id')->on('users')",
    "constrained": "foreignId('user_id')->constrained()",
    "references": "foreignId('user_id')->references('id')->on('users')",
    "on": "foreign('user_id', 'by_user')->references('id')->on('users')",
    "onDelete": "foreignId('user_id')->constrained()->onDelete('cascade')",
    "onUpdate": "foreignId('user_id')->constrained()->onUpdate('cascade')",
    "notValid": "foreignId('user_id')->constrained()->notValid()",
    "cascadeOnUpdate": "foreignId('user_id')->constrained()->cascadeOnUpdate()",
    "restrictOnUpdate": "foreignId('user_id')->constrained()->restrictOnUpdate()",
    "nullOnUpdate": "foreignId('user_id')->constrained()->nullOnUpdate()",
    "noActionOnUpdate": "foreignId('user_id')->constrained()->noActionOnUpdate()",
    "cascadeOnDelete": "foreignId('user_id')->constrained()->cascadeOnDelete()",
    "restrictOnDelete": "foreignId('user_id')->constrained()->restrictOnDelete()",
    "nullOnDelete": "foreignId('user_id')->nullable()->constrained()->nullOnDelete()",
    "noActionOnDelete": "foreignId('user_id')->constrained()->noActionOnDelete()",
  ]
}
