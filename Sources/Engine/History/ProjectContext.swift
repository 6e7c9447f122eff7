package import SourceText

/// The project around the migrations, as closures: the engine reads no file itself.
package struct ProjectContext {
  package var file: (String) -> SourceFile?
  package var files: (String) -> [String]
  package var setting: (String) -> String?

  package init(
    file: @escaping (String) -> SourceFile? = { _ in nil },
    files: @escaping (String) -> [String] = { _ in [] },
    setting: @escaping (String) -> String? = { _ in nil }
  ) {
    self.file = file
    self.files = files
    self.setting = setting
  }
}
