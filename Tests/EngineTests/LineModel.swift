/// What `LineLanguage` means, said a second time and differently: objects by reference, no history,
/// no names to look up.
///
/// The fold must agree with it.
final class LineModel {
  final class Enum {
    var name: String
    init(_ name: String) { self.name = name }
  }

  final class Table {
    var columns: [(name: String, type: String, object: Enum?)] = []
    var keys: [(column: String, target: Table)] = []
    var indexes: [[String]] = []
  }

  private var tables: [String: Table] = [:]
  private var enums: [String: Enum] = [:]

  func run(_ text: String) {
    for line in text.split(separator: "\n") { run(line.split(separator: " ").map(String.init)) }
  }

  private func run(_ words: [String]) {
    guard let verb = words.first else { return }
    let first = words[1]
    let table = tables[first]
    switch verb {
    case "if":
      if table?.columns.contains(where: { $0.name == words[2] }) == true {
        run(Array(words.dropFirst(3)))
      }
    case "table":
      guard table == nil else { return }
      let new = Table()
      new.columns = [("id", "integer", nil)]
      for word in words.dropFirst(2) { new.columns.append(column(word)) }
      tables[first] = new
    case "add":
      let new = column(words[2])
      if let table, !table.columns.contains(where: { $0.name == new.name }) {
        table.columns.append(new)
      }
    case "drop":
      guard let table, let slot = table.columns.firstIndex(where: { $0.name == words[2] }) else {
        return
      }
      table.columns.remove(at: slot)
      table.keys.removeAll { $0.column == words[2] }
      table.indexes.removeAll { $0.contains(words[2]) }
    case "rename": move(first, words[2])
    case "swap":
      let middle = "between " + first
      move(first, middle)
      move(words[2], first)
      move(middle, words[2])
    case "column":
      guard let table, let slot = table.columns.firstIndex(where: { $0.name == words[2] }),
        !table.columns.contains(where: { $0.name == words[3] })
      else { return }
      table.columns[slot].name = words[3]
      table.indexes = table.indexes.map { $0.map { $0 == words[2] ? words[3] : $0 } }
    case "key":
      guard let table, let target = tables[words[3]],
        table.columns.contains(where: { $0.name == words[2] })
      else { return }
      table.keys.append((words[2], target))
    case "gone":
      guard let table else { return }
      tables[first] = nil
      for other in tables.values { other.keys.removeAll { $0.target === table } }
    case "enum": if enums[first] == nil { enums[first] = Enum(first) }
    case "type":
      guard let table, let slot = table.columns.firstIndex(where: { $0.name == words[2] }) else {
        return
      }
      table.columns[slot].type = words[3]
      table.columns[slot].object = enums[words[3]]
    case "retitle":
      guard let type = enums[first], enums[words[2]] == nil else { return }
      enums[first] = nil
      enums[words[2]] = type
      type.name = words[2]
    case "index":
      guard let table, table.columns.contains(where: { $0.name == words[2] }) else { return }
      table.indexes.append([words[2]])
    default: break
    }
  }

  private func move(_ old: String, _ new: String) {
    guard let table = tables[old], tables[new] == nil else { return }
    tables[old] = nil
    tables[new] = table
  }

  private func column(_ word: String) -> (name: String, type: String, object: Enum?) {
    let parts = word.split(separator: ":").map(String.init)
    return (parts[0], parts[1], enums[parts[1]])
  }

  var description: String {
    var text = ""
    for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
      text += "table " + name + "\n"
      for column in table.columns {
        text += "  " + column.name + " " + (column.object?.name ?? column.type) + "\n"
      }
      let keys = table.keys.map { key in
        key.column + ">" + (tables.first { $0.value === key.target }?.key ?? "lost")
      }
      text += "  keys " + keys.sorted().joined(separator: " ") + "\n"
      text +=
        "  indexes " + table.indexes.map { $0.joined() }.sorted().joined(separator: " ") + "\n"
    }
    return text
  }
}
