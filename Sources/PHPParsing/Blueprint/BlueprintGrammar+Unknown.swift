import SourceText

extension BlueprintGrammar {
  /// Takes what nobody knows out of a Blueprint and says so, before statements are made of it.
  ///
  /// A column without what is unknown about it, and nothing at all of a command whose columns or
  /// names are unknown, is nearer to what will be there than one with an empty name would be.
  func settleUnknown() {
    for column in blueprint.columns { settle(column) }
    blueprint.commands.removeAll { command in
      guard command.kind != .column, let part = unknownPart(of: command) else { return false }
      markUnknown("what this changes", part, command.fluent)
      return true
    }
  }

  private func settle(_ column: FluentObject) {
    guard column.mayBeUnknown else { return }
    for (attribute, value) in column.attributes {
      guard let unknown = value.unknownPart, !Self.settledLater.contains(attribute) else {
        continue
      }
      markUnknown("\"" + attribute + "\" of the column " + column.name, unknown, column)
      column.set(attribute, Self.flags.contains(attribute) ? .bool(true) : .null)
    }
  }

  private func unknownPart(of command: BlueprintCommand) -> PHPUnknown? {
    guard command.fluent.mayBeUnknown else { return nil }
    for (attribute, value) in command.fluent.attributes {
      var found = value.unknownPart
      if case .array(let list) = value {
        found = list.values.lazy.compactMap(\.unknownPart).first
      }
      if let found, Self.subjects.contains(attribute) { return found }
    }
    return nil
  }

  private func markUnknown(_ what: String, _ unknown: PHPUnknown, _ fluent: FluentObject) {
    evaluator.markIncomplete(
      blueprint.table,
      .phpUnknownArgument,
      what + " is " + unknown.reason + ", which is not known",
      at: fluent.source
    )
  }

  /// What commands are about: without one of these there is no command.
  private static let subjects: Set<String> = [
    "columns", "index", "from", "to", "on", "references",
  ]

  /// What has words of its own where it is made a clause.
  private static let settledLater: Set<String> = [
    "default", "allowed", "virtualAs", "storedAs", "virtualAsJson", "storedAsJson",
  ]

  /// Who writes a condition into these means them to hold at least sometimes.
  private static let flags: Set<String> = [
    "nullable", "primary", "unique", "index", "fulltext", "fullText", "spatialIndex",
    "vectorIndex", "useCurrent", "useCurrentOnUpdate",
  ]
}
