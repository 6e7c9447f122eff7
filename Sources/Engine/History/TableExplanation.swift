package import Catalog

/// How a table came to be what it is: its own life, that of its columns, and that of tables that
/// had its name before.
package struct TableExplanation: Sendable {
  /// A change and the migration that made it.
  package struct Event: Sendable {
    package var migration: String
    package var change: SchemaChange
  }

  /// A column and all that happened to it, through renames, drops and new beginnings.
  package struct ColumnLife: Sendable {
    /// Its present name, or the last one it had.
    package var name: String
    /// Its present form in words; nil once it is dropped.
    package var form: String?
    package var events: [Event]

    /// What gave it its present form.
    package var origin: Event? { form == nil ? nil : events.last }
  }

  /// The present name, or the last one.
  package private(set) var name: QualifiedName
  package private(set) var isPresent: Bool
  /// Present columns in their order, then those that are gone.
  package private(set) var columns: [ColumnLife] = []
  package private(set) var steps: [TableStep]

  private var places: [String: Int] = [:]

  fileprivate init(_ steps: [TableStep]) {
    self.steps = steps
    let last = steps.last
    name = last?.new?.name ?? last?.old?.name ?? QualifiedName("")
    isPresent = last?.new != nil
    for step in steps {
      for change in step.changes where change.part == .column { follow(change, in: step) }
      if step.new == nil, let old = step.old { drop(old, in: step) }
    }
    var order: [String: Int] = [:]
    for (slot, column) in (last?.new?.columns ?? []).enumerated() { order[column.name] = slot }
    let numbered = columns.enumerated().sorted { left, right in
      let first = left.element.form == nil ? Int.max : order[left.element.name] ?? Int.max
      let second = right.element.form == nil ? Int.max : order[right.element.name] ?? Int.max
      return (first, left.offset) < (second, right.offset)
    }
    columns = numbered.map(\.element)
  }

  private mutating func follow(_ change: SchemaChange, in step: TableStep) {
    let event = Event(migration: step.migration, change: change)
    switch change.kind {
    case .added:
      let slot = place(of: change.name)
      columns[slot].form = change.after
      columns[slot].events.append(event)
    case .dropped:
      let slot = place(of: change.name)
      columns[slot].form = nil
      columns[slot].events.append(event)
    case .renamed:
      let slot = place(of: change.before ?? change.name)
      places[change.before ?? ""] = nil
      places[change.name] = slot
      columns[slot].name = change.name
      columns[slot].events.append(event)
    case .changed:
      let slot = place(of: change.name)
      columns[slot].form = change.after
      columns[slot].events.append(event)
    }
  }

  private mutating func drop(_ table: Table, in step: TableStep) {
    for column in table.columns {
      let slot = place(of: column.name)
      let change = SchemaChange(
        .dropped,
        .column,
        of: table.name,
        name: column.name,
        before: columns[slot].form,
        source: step.source
      )
      columns[slot].form = nil
      columns[slot].events.append(Event(migration: step.migration, change: change))
    }
  }

  private mutating func place(of name: String) -> Int {
    if let known = places[name] { return known }
    places[name] = columns.count
    columns.append(ColumnLife(name: name, form: nil, events: []))
    return columns.count - 1
  }
}

extension History {
  /// Explains the table of that name: the one that has it, else one that had it and is called
  /// otherwise now, else those that had it until they were dropped; nil where there never was one.
  package func explanation(of name: QualifiedName) -> TableExplanation? {
    let ids = tables(everNamed: name)
    let lives = ids.map { steps(of: $0) }.filter { !$0.isEmpty }
    guard let first = lives.first else { return nil }
    func lastName(_ steps: [TableStep]) -> String {
      let table = steps.last?.new ?? steps.last?.old
      return table?.name.name.lowercased() ?? ""
    }
    let wanted = name.name.lowercased()
    let holder = lives.first { lastName($0) == wanted && $0.last?.new != nil }
    let renamed = lives.first { $0.last?.new != nil }
    let chosen = holder ?? renamed ?? first
    let title = lastName(chosen)
    let isChosen = { (steps: [TableStep]) in steps.first?.new?.id == chosen.first?.new?.id }
    let earlier = lives.filter { steps in
      !isChosen(steps) && steps.last?.new == nil && lastName(steps) == title
    }
    return TableExplanation(earlier.reversed().flatMap { $0 } + chosen)
  }
}
