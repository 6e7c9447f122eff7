import Catalog
package import SourceText

/// A column, foreign key or command of a Blueprint: attributes that any method call sets.
///
/// Laravel's `Fluent` takes every name, so a misspelt modifier changes nothing and says nothing;
/// here it says a note.
final class FluentObject: PHPNative {
  enum Kind {
    case column, foreignIDColumn, foreignKey, command
  }

  let kind: Kind
  let blueprint: BlueprintObject
  let source: SourceReference
  /// Whether a modifier has named an index, so that most columns are not searched for one.
  private(set) var mayHaveIndex = false
  /// Whether something unknown was ever set, so that what is known is not searched for it.
  private(set) var mayBeUnknown = false
  private(set) var attributes: [(name: String, value: PHPValue)]
  /// A bit for each name that is set, so that what a column does not have, which is most of what
  /// is asked of it, costs no comparison of names.
  private var bits: UInt64 = 0

  init(
    _ kind: Kind,
    _ blueprint: BlueprintObject,
    _ attributes: [(name: String, value: PHPValue)],
    at source: SourceReference
  ) {
    self.kind = kind
    self.blueprint = blueprint
    self.attributes = attributes
    self.source = source
    for attribute in attributes { note(attribute.name, attribute.value) }
  }

  var className: String {
    switch kind {
    case .column: "Illuminate\\Database\\Schema\\ColumnDefinition"
    case .foreignIDColumn: "Illuminate\\Database\\Schema\\ForeignIdColumnDefinition"
    case .foreignKey: "Illuminate\\Database\\Schema\\ForeignKeyDefinition"
    case .command: "Illuminate\\Support\\Fluent"
    }
  }

  var touchedTable: String? { blueprint.table }

  /// The attribute of that name; nil where it is not set or null, as `isset` sees it.
  subscript(name: StaticString) -> PHPValue? {
    guard let slot = slot(of: name), !attributes[slot].value.isNull else { return nil }
    return attributes[slot].value
  }

  func has(_ name: StaticString) -> Bool { slot(of: name) != nil }

  func isTrue(_ name: StaticString) -> Bool {
    slot(of: name).flatMap { attributes[$0].value.truth } ?? false
  }

  /// Where an attribute stands; names in the source cost no string to ask for.
  private func slot(of name: StaticString) -> Int? {
    guard bits & Self.bit(name.utf8Start[0], name.utf8CodeUnitCount) != 0 else { return nil }
    let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return attributes.firstIndex { attribute in
      let own = attribute.name.utf8.span
      return own.count == bytes.count && own.indices.allSatisfy { own[$0] == bytes[$0] }
    }
  }

  private static func bit(_ name: String) -> UInt64 {
    bit(name.utf8.first ?? 0, name.utf8.count)
  }

  private static func bit(_ first: UInt8, _ count: Int) -> UInt64 {
    1 &<< ((UInt64(first) &+ UInt64(truncatingIfNeeded: count) &* 7) & 63)
  }

  func set(_ name: String, _ value: PHPValue) {
    switch name {
    case "primary", "unique", "index", "fulltext", "fullText", "spatialIndex", "vectorIndex":
      mayHaveIndex = true
    default: break
    }
    note(name, value)
    if let slot = attributes.firstIndex(where: { $0.name == name }) {
      attributes[slot].value = value
    } else {
      attributes.append((name, value))
    }
  }

  private func note(_ name: String, _ value: PHPValue) {
    bits |= Self.bit(name)
    switch value {
    case .unknown, .array: mayBeUnknown = true
    default: break
    }
  }

  var name: String { self["name"]?.text ?? "" }

  func property(_ name: String) -> PHPValue? {
    attributes.first { $0.name == name }?.value ?? .null
  }

  func setProperty(_ name: String, _ value: PHPValue) { set(name, value) }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch kind {
    case .foreignIDColumn:
      if let result = try callForeignID(call) { return result }
    case .foreignKey:
      if let place = Self.keyMethods.place(of: call.method),
        BlueprintMethod.has(Self.keyMajors[place], blueprint.major)
      {
        set(Self.keys[place].attribute, .string(Self.keys[place].action))
        return call.this
      }
    case .column, .command: break
    }
    set(call.name, call.arguments.first?.value ?? .bool(true))
    if !FluentModifier.known.contains(call.name) { noteUnknown(call) }
    return call.this
  }

  private func noteUnknown(_ call: PHPNativeCall) {
    let intended = FluentModifier.names.first { asciiLowercased($0) == call.method }
    call.evaluator.report(
      Diagnostic(
        .phpUnknownModifier,
        .note,
        "->" + call.name + "() is no modifier, so Laravel ignores it without a word"
          + (intended.map { "; ->" + $0 + "() is meant, whose case counts" } ?? ""),
        at: call.source,
        tables: [blueprint.table]
      )
    )
  }

  private func callForeignID(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    switch call.method {
    case "constrained":
      let major = blueprint.major
      var table = call.arguments.value(0, "table").flatMap { $0.ifSet }
      var column = call.arguments.value(1, "column").flatMap { $0.ifSet }
      if major >= 11 || major == 0 { table = table ?? self["table"] }
      if major >= 12 || major == 0 { column = column ?? self["referencesModelColumn"] }
      let key = column?.text?.ifNotEmpty ?? "id"
      let on = table ?? .string(guessedTable(key, evaluator))
      let foreign = blueprint.foreign(
        .string(name),
        call.arguments.value(2, "indexName")?.ifSet,
        at: call.source,
        evaluator
      )
      foreign.set("references", .string(key))
      foreign.set("on", on)
      return .object(PHPObject(foreign))
    case "references":
      let foreign = blueprint.foreign(
        .string(name),
        call.arguments.value(1, "indexName")?.ifSet,
        at: call.source,
        evaluator
      )
      foreign.set("references", call.arguments.value(0, "column") ?? .null)
      return .object(PHPObject(foreign))
    default: return nil
    }
  }

  /// `Str::of('author_id')->beforeLast('_id')->plural()`.
  private func guessedTable(_ key: String, _ evaluator: Evaluator) -> String {
    let ending = "_" + key
    var stem = name
    if let position = lastOffset(of: ending, in: name) {
      stem = String(decoding: Array(name.utf8)[..<position], as: UTF8.self)
    }
    return evaluator.context.plural(stem)
  }

  /// A method of foreign keys, the attribute that it sets and its value.
  typealias KeyRow = (name: String, attribute: String, action: String)

  static let keys: [KeyRow] = [
    ("cascadeOnUpdate", "onUpdate", "cascade"), ("restrictOnUpdate", "onUpdate", "restrict"),
    ("nullOnUpdate", "onUpdate", "set null"), ("noActionOnUpdate", "onUpdate", "no action"),
    ("cascadeOnDelete", "onDelete", "cascade"), ("restrictOnDelete", "onDelete", "restrict"),
    ("nullOnDelete", "onDelete", "set null"), ("noActionOnDelete", "onDelete", "no action"),
  ]

  private static let keyMethods = WordIndex(keys.map { asciiLowercased($0.name) })
  private static let keyMajors = keys.map { key in
    BlueprintMethod.exceptions[key.name] ?? BlueprintMethod.allMajors
  }
}

extension String {
  var ifNotEmpty: String? { isEmpty ? nil : self }
}

extension DiagnosticCode {
  /// A modifier that Laravel does not know and silently ignores.
  package static let phpUnknownModifier = DiagnosticCode(550)
  /// Something in a Blueprint that the database in use does not have.
  package static let phpUnsupported = DiagnosticCode(551)
  /// An argument of a Blueprint's method that cannot be computed.
  package static let phpUnknownArgument = DiagnosticCode(552)
}
