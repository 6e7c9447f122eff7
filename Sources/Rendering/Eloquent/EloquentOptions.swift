/// Where Eloquent models go and for which framework they are written.
package struct EloquentOptions: Sendable, Equatable {
  /// Below the project root.
  package var folder = "app/Models"
  package var namespace = "App\\Models"
  package var enumFolder = "app/Enums"
  package var enumNamespace = "App\\Enums"
  /// Laravel's major version, 8 to 13.
  package var major = 12
  /// Whether user classes use `HasFactory`.
  package var usesFactories = false

  package init() {}

  /// Enum classes need PHP 8.1, which majors before 10 do not.
  package var writesEnums: Bool { major >= 10 }
}
