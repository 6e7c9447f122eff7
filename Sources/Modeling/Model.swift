package import Catalog

/// A table as a class: language-neutral, ready for any output.
package struct Model: Sendable, Equatable {
  package var table: ObjectID
  package var tableName: QualifiedName
  package var className: String
  package var comment: String?
  package var attributes: [Attribute]
  package var key: ModelKey
  package var timestamps: Timestamps
  /// The column of soft deletes.
  package var deletedAt: String?
  package var relations: [Relation]
  /// Foreign keys that become no relation, since they have several columns.
  package var compositeKeys: [ForeignKey]
  /// A pivot with columns of its own.
  package var isPivot: Bool
  /// A view: nothing may be written through it.
  package var isView = false
  /// Files that made the table what it is: the first and how many more.
  package var source: String
  package var furtherSources: Int
}

/// A column as a member of a model.
///
/// Where the column came from is no part of it: a migration whose lines moved changes no model.
package struct Attribute: Sendable {
  package var column: Column
  package var family: ColumnFamily
  /// The enum class of its values.
  package var enumClass: EnumClass?
  package var isFillable: Bool
  package var isHidden: Bool
  package var isKey: Bool
}

extension Attribute: Equatable {
  package static func == (left: Attribute, right: Attribute) -> Bool {
    isSame(left.column, right.column) && left.family == right.family
      && left.enumClass == right.enumClass && left.isFillable == right.isFillable
      && left.isHidden == right.isHidden && left.isKey == right.isKey
  }
}

private func isSame(_ left: Column, _ right: Column) -> Bool {
  if left == right { return true }
  var moved = left
  moved.history = right.history
  return moved == right
}

/// What identifies a row.
package enum ModelKey: Sendable, Equatable {
  case single(String, isAutoIncrement: Bool)
  case composite([String])
  /// Nothing does: the model must not save.
  case none
}

/// The timestamps that the model keeps.
package enum Timestamps: Sendable, Equatable {
  case both
  case createdOnly
  case updatedOnly
  case none
}

/// An enum with string values, made of a type, a column or a check.
package struct EnumClass: Sendable, Hashable {
  package var name: String
  package var labels: [String]

  package init(name: String, labels: [String]) {
    self.name = name
    var seen: Set<String> = []
    self.labels = labels.filter { seen.insert($0).inserted }
  }

  /// The names of the cases in the order of the labels, legal and unique.
  package var caseNames: [String] {
    var taken: Set<String> = []
    return labels.map { label in
      var name = studly(label)
      if name.isEmpty { name = label.isEmpty ? "None" : "Value" }
      if name.first?.isNumber == true { name = "Value" + name }
      if name.lowercased() == "class" { name = "ClassValue" }
      var unique = name
      var number = 2
      while !taken.insert(unique).inserted {
        unique = name + String(number)
        number += 1
      }
      return unique
    }
  }
}

/// A relation from one model to another.
package struct Relation: Sendable, Equatable {
  package enum Kind: Int, Sendable, Equatable {
    case belongsTo
    case hasOne
    case hasMany
    case belongsToMany
    case morphTo
  }

  package var kind: Kind
  package var name: String
  /// The class at the other end; empty for `morphTo`.
  package var target: String
  /// The foreign key's column; for a pivot the one that points here.
  package var foreignKey: String
  /// The column it points at; nil for the key of the owner.
  package var ownerKey: String?
  package var isNullable: Bool
  package var pivot: PivotLink?
  /// What the framework would take for `foreignKey` if not told.
  package var defaultForeignKey: String
  /// What the relation is made of, whatever it is called: `hasMany comments.post_id`.
  package var identity: String
}

/// The way through a pivot table.
package struct PivotLink: Sendable, Equatable {
  package var table: String
  package var defaultTable: String
  package var relatedKey: String
  package var defaultRelatedKey: String
  /// Columns besides keys and timestamps.
  package var payload: [String]
  package var hasTimestamps: Bool
  /// The class of the pivot's rows, where it has a payload.
  package var className: String?
}
