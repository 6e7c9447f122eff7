package import SourceText

/// A value of PHP as the evaluator knows it.
///
/// `Foo::class` is a plain string (fully qualified, without leading backslash), as in PHP. What
/// cannot be known is a value of its own, `unknown`, so that code that does not touch the schema
/// runs on beside it; only where it decides about the schema does it become a diagnostic.
package enum PHPValue {
  case null
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(String)
  case array(PHPArray)
  case closure(PHPClosure)
  case object(PHPObject)
  /// Indirect, as it is rare and would make every value as large as itself.
  indirect case enumCase(PHPEnumCase)
  case unknown(PHPUnknown)

  package static func unknown(_ reason: String) -> PHPValue { .unknown(PHPUnknown(reason)) }
}

/// Why a value is not known, for the diagnostic that may follow.
package final class PHPUnknown {
  /// A noun phrase: `the result of curl_exec()`, `rows of users`.
  package let reason: String
  /// What it is in a database without rows, where rows are all that is not known: migrations run
  /// from nothing, so an empty table is the likely one.
  package let assumed: PHPValue?

  package init(_ reason: String, assuming assumed: PHPValue? = nil) {
    self.reason = reason
    self.assumed = assumed
  }
}

/// A case of an enum of the project.
package struct PHPEnumCase: Hashable, Sendable {
  /// The enum, fully qualified, as declared.
  package var enumName: String
  package var name: String
  /// Nil for a pure enum.
  package var backing: Backing?

  package enum Backing: Hashable, Sendable {
    case int(Int)
    case string(String)
  }

  package init(enumName: String, name: String, backing: Backing?) {
    self.enumName = enumName
    self.name = name
    self.backing = backing
  }
}

/// An argument of a call, in the order of writing, spreads already unrolled.
package struct PHPArgument {
  /// Set for `name: value`; without the colon, in the case it was written.
  package var name: String?
  package var value: PHPValue
  package var span: ByteSpan

  package init(_ value: PHPValue, name: String? = nil, span: ByteSpan = .empty) {
    self.name = name
    self.value = value
    self.span = span
  }
}

extension [PHPArgument] {
  /// The argument at a position or of that name, as PHP binds it; nil where it was not given.
  package func value(_ position: Int, _ name: String) -> PHPValue? {
    for argument in self where argument.name == name { return argument.value }
    guard position < count, self[position].name == nil else { return nil }
    return self[position].value
  }
}
