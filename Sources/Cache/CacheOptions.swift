/// How large the cache may become and how old what it says.
package struct CacheOptions: Sendable, Equatable {
  /// Bytes of the database file; beyond them what was used longest ago goes.
  package var sizeLimit: Int
  /// Seconds after which what was worked out of migrations is worked out again; nil for never, as
  /// validity is by content.
  package var schemaLifetime: Int64?
  /// The same for rendered files.
  package var templateLifetime: Int64?

  package init(
    sizeLimit: Int = 512 << 20,
    schemaLifetime: Int64? = nil,
    templateLifetime: Int64? = nil
  ) {
    self.sizeLimit = sizeLimit
    self.schemaLifetime = schemaLifetime
    self.templateLifetime = templateLifetime
  }

  /// `cache.profile = "reference"`: an hour and a day.
  package static let reference = CacheOptions(schemaLifetime: 3600, templateLifetime: 86_400)
}
