/// The versions of the control interface that this build speaks.
///
/// The path holds the major version (`/v1`), the header `Modelgend-Api` the whole one. Within a
/// major version members, routes, event types and problem codes are only added; a client skips
/// what it does not know and refuses only where `Modelgend-Api-Min` is above its own version.
package struct APIVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var major: Int
  package var minor: Int

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Nil for anything but two numbers with a dot between.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]) else {
      return nil
    }
    self.init(major, minor)
  }

  /// The newest version that is answered.
  package static let current = APIVersion(1, 0)

  /// The oldest client that still understands the answers.
  package static let oldest = APIVersion(1, 0)

  package var description: String { "\(major).\(minor)" }

  package static func < (left: APIVersion, right: APIVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

/// The names of the headers that carry more than HTTP itself does.
package enum APIHeader {
  /// The version of the program that answers: `0.1.0`.
  package static let version = "Modelgend-Version"
  package static let api = "Modelgend-Api"
  package static let oldestAPI = "Modelgend-Api-Min"
  /// A name of the client's choice for one request; a repeated one starts nothing new.
  package static let idempotencyKey = "Idempotency-Key"
}

/// The host that requests must name: anything else may come from a browser that was tricked.
package let controlHost = "modelgend"
