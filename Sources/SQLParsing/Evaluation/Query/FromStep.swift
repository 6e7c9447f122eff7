import Catalog

/// One item of a `FROM`, in the order of the text, with what joins it to those before.
struct FromStep {
  enum Kind {
    case inner, left
    /// Rows of neither side are known to be all: `FULL JOIN`.
    case undecided
  }

  var item: FromItem
  var kind: Kind
  var condition: FromItem.JoinCondition

  /// Takes joins apart; conditions of inner ones become conjuncts of the whole.
  static func steps(_ items: [FromItem], conjuncts: inout [Expression]) -> [FromStep] {
    var steps: [FromStep] = []
    for item in items { append(item, .inner, .none, &steps, &conjuncts, 0) }
    return steps
  }

  private static func append(
    _ item: FromItem,
    _ kind: Kind,
    _ condition: FromItem.JoinCondition,
    _ steps: inout [FromStep],
    _ conjuncts: inout [Expression],
    _ depth: Int
  ) {
    guard case .join(let joinKind, let left, let right, let joined) = item, depth < 60,
      kind == .inner
    else {
      steps.append(FromStep(item: item, kind: kind, condition: condition))
      return
    }
    switch joinKind {
    case .inner, .cross:
      append(left, .inner, .none, &steps, &conjuncts, depth + 1)
      if case .on(let expression) = joined {
        conjuncts += expression.conjuncts
        append(right, .inner, .none, &steps, &conjuncts, depth + 1)
      } else {
        append(right, .inner, joined, &steps, &conjuncts, depth + 1)
      }
    case .left:
      append(left, .inner, .none, &steps, &conjuncts, depth + 1)
      append(right, .left, joined, &steps, &conjuncts, depth + 1)
    case .right:
      append(right, .inner, .none, &steps, &conjuncts, depth + 1)
      append(left, .left, joined, &steps, &conjuncts, depth + 1)
    case .full:
      append(left, .inner, .none, &steps, &conjuncts, depth + 1)
      append(right, .undecided, joined, &steps, &conjuncts, depth + 1)
    }
  }

  var alias: String? {
    switch item {
    case .table(let name, let alias, _): alias ?? name.name
    case .query(_, let alias, _): alias
    case .function(let call, let alias, _, _): alias ?? call.name.name
    case .join: nil
    }
  }

  /// Whether it may read the items before it, so that it must wait for them.
  var isLateral: Bool {
    switch item {
    case .table: false
    case .query, .function, .join: true
    }
  }
}

/// What a condition demands of the columns of a catalogue view before it is read.
struct Pins {
  var values: [String: Set<SQLValue>] = [:]

  /// The texts a column may have, nil where it may have any.
  func texts(_ column: String) -> [String]? {
    guard let values = values[column] else { return nil }
    var texts: [String] = []
    for value in values {
      switch value {
      case .text(let text): texts.append(text)
      case .object(let object): texts.append(object.name.name)
      default: break
      }
    }
    return texts.sorted()
  }

  /// The objects a column may have; texts are looked up by `find`.
  func objects(
    _ column: String,
    find: (QualifiedName) -> CatalogObject?
  ) -> [CatalogObject]? {
    guard let values = values[column] else { return nil }
    var objects: Set<CatalogObject> = []
    for value in values {
      switch value {
      case .object(let object): objects.insert(object)
      case .text(let text):
        if let object = find(IdentifierText.name(text, folding: true)) { objects.insert(object) }
      default: break
      }
    }
    return objects.sorted { $0.name < $1.name }
  }
}
