package import Catalog
import SourceText

/// How models are named and which tables get one.
package struct ModelingOptions: Sendable, Equatable {
  /// Table name to class name; wins over everything.
  package var classNames: [String: String] = [:]
  /// Prefix that is left out of class names.
  package var tablePrefix = ""
  /// Plural word to singular word.
  package var inflections: [String: String] = [:]
  /// Tables that get no model.
  package var excluded: Set<String> = []
  /// Names given in earlier runs, which stay whatever else comes.
  package var pins = NamePins()

  package init() {}
}

/// PHP's reserved words and what cannot name a class.
let reservedClassNames: Set<String> = Set(
  """
  __halt_compiler abstract and array as bool break callable case catch class clone const continue
  declare default die do echo else elseif empty enddeclare endfor endforeach endif endswitch
  endwhile enum eval exit extends false final finally float fn for foreach function global goto if
  implements include include_once instanceof insteadof int interface isset iterable list match
  mixed namespace never new null object or parent print private protected public readonly require
  require_once return self static string switch throw trait true try unset use var void while xor
  yield
  """.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
)

/// A legal class name for a table, before other tables are looked at.
package func className(of table: QualifiedName, _ options: ModelingOptions) -> String {
  if let given = options.classNames[table.description] ?? options.classNames[table.name] {
    return legalClassName(studly(given))
  }
  var name = table.name
  let prefix = options.tablePrefix
  if !prefix.isEmpty, name.hasPrefix(prefix), name.count > prefix.count {
    name.removeFirst(prefix.count)
  }
  let isMixed =
    name.utf8.contains { (0x61...0x7A).contains($0) } || name.contains(where: \.isLowercase)
  if !isMixed { name = name.lowercased() }
  return legalClassName(studly(safeSingular(name, extra: options.inflections)))
}

/// Makes text a legal class name: a letter first, no reserved word, never empty.
package func legalClassName(_ text: String) -> String {
  if text.isEmpty { return "Model" }
  if startsInNumber(text) { return "Model" + text }
  return reservedClassNames.contains(text.lowercased()) ? text + "Model" : text
}

/// Whether the first character is a number of any alphabet.
func startsInNumber(_ text: String) -> Bool {
  let first = text.utf8.first ?? 0
  return isDigit(first) || first >= 0x80 && text.first?.isNumber == true
}

/// The class names of all tables, unique without regard to case.
///
/// A name once given stays as long as its table does. Among new tables those with a pinned name
/// come first, then the order of their names decides; who finds a name taken gets its schema in
/// front, then its own spelling, then a number behind.
package struct ClassNames: Sendable {
  private var names: [QualifiedName: String] = [:]
  private var taken: Set<String> = []

  package init() {}

  /// All tables that have a name, in no order.
  package var tables: some Collection<QualifiedName> { names.keys }

  package subscript(table: QualifiedName) -> String? { names[table] }

  package mutating func remove(_ table: QualifiedName) {
    if let name = names.removeValue(forKey: table) { taken.remove(name.lowercased()) }
  }

  /// Names tables that have no name yet.
  package mutating func add(_ tables: [QualifiedName], _ options: ModelingOptions) {
    let pins = options.pins.classes
    let isPinned = tables.map { pins[$0.description] != nil }
    let pinned = zip(tables, isPinned).filter(\.1).map(\.0)
    let others = zip(tables, isPinned).filter { !$0.1 }.map(\.0)
    for table in pinned.sorted() + others.sorted() where names[table] == nil {
      names[table] = takenName(for: table, options)
    }
  }

  private mutating func takenName(for table: QualifiedName, _ options: ModelingOptions) -> String {
    let plain = className(of: table, options)
    if options.classNames[table.description] == nil, options.classNames[table.name] == nil,
      let pinned = options.pins.classes[table.description],
      let name = taking(legalClassName(studly(pinned)))
    {
      return name
    }
    if let name = taking(plain) { return name }
    if let schema = table.schema, let name = taking(legalClassName(studly(schema) + plain)) {
      return name
    }
    // The table's own spelling: `user` beside `users`.
    if let name = taking(legalClassName(studly(table.name))) { return name }
    var number = 2
    while true {
      if let name = taking(plain + String(number)) { return name }
      number += 1
    }
  }

  /// The name, which nobody else gets from now on; nil where somebody has it.
  private mutating func taking(_ name: String) -> String? {
    taken.insert(name.lowercased()).inserted ? name : nil
  }
}
