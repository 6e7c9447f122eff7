import Catalog
import SourceText

/// Cursors, `RAISE` and `SIGNAL`, rows that functions return.
extension Evaluator {
  func open(_ name: String, _ query: QueryTree?, _ dynamic: Expression?) throws(Raised) {
    let name = folded(name)
    if let dynamic {
      cursors[name] = Cursor(rows: try dynamicQuery(dynamic, []))
    } else if let query = query ?? declaredCursors[name] {
      cursors[name] = Cursor(rows: try relation(query, nil))
    } else {
      cursors[name] = Cursor(rows: .unknown)
    }
  }

  func fetch(_ name: String, _ targets: [Expression]) throws(Raised) {
    let name = folded(name)
    guard var cursor = cursors[name] else { return }
    if cursor.position < cursor.rows.rows.count {
      let row = cursor.rows.rows[cursor.position]
      cursor.position += 1
      cursors[name] = cursor
      var closed = cursor.rows
      closed.isOpen = false
      try assign(row, closed, targets)
      isFound = row.isCertain ? .boolean(true) : .unknown
      return
    }
    // An open relation ends here too: what it may hold beyond is not known, and a loop must end.
    if cursor.rows.isOpen {
      doubt([], at: here, "the rows of this cursor are not known")
    }
    isFound = .boolean(false)
    guard dialect.isMySQLFamily else {
      for target in targets { try assign(target, .null) }
      return
    }
    throw Raised(
      condition: "no_data",
      state: "02000",
      number: 1329,
      message: "No data - zero rows fetched",
      source: here
    )
  }

  func raise(
    _ raise: ProceduralStatement.Raise,
    _ activation: Activation
  ) throws(Raised) {
    guard raise.isError else { return }
    if raise.isAgain, let caught = activation.caught { throw caught }
    var message = ""
    if let text = raise.message { message = printed(try value(text, nil)) ?? "" }
    let condition = raise.condition ?? "raise_exception"
    let known = OperationFailure.Kind.allCases.first { Raised.codes($0).condition == condition }
    let state = raise.state ?? known.map { Raised.codes($0).state } ?? "P0001"
    if state.hasPrefix("01") { return }
    throw Raised(
      condition: raise.state == nil ? condition : "",
      state: state,
      number: 1644,
      message: message.isEmpty ? condition : message,
      source: here
    )
  }

  func returnRows(
    _ value: Expression?,
    _ query: QueryTree?,
    _ activation: inout Activation
  ) throws(Raised) {
    var rows = activation.returned ?? []
    if let query {
      let result = try relation(query, nil)
      if result.isOpen || result.rows.contains(where: { !$0.isCertain }) {
        activation.isReturnedOpen = true
      }
      for row in result.rows {
        let isSingle = row.values.count == 1
        rows.append(isSingle ? row.values[0] : .record(result.record(row)))
      }
    } else if let value {
      let item = try self.value(value, nil)
      if item.isUnknown { activation.isReturnedOpen = true } else { rows.append(item) }
    }
    activation.returned = rows
  }
}
