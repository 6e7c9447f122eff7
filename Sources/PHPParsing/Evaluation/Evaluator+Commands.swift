import Catalog
import SourceText

extension Evaluator {
  /// `Artisan::call('migrate', ['--path' => …])` runs those migrations now; other commands change
  /// rows at most.
  func callArtisan(_ name: PHPName, _ arguments: [PHPArgument]) throws(PHPThrow) -> PHPValue {
    guard name.lower == "call" || name.lower == "callsilently",
      let command = arguments.value(0, "command")?.text
    else { return .unknown("the result of Artisan::" + name.text + "()") }
    let isMigrate = command == "migrate" || command.hasPrefix("migrate ")
    guard isMigrate, case .array(let options)? = arguments.value(1, "parameters"),
      let path = options[.string("--path")]
    else {
      if command.hasPrefix("migrate:") && command != "migrate:status" {
        markIncomplete(
          nil,
          .phpForeignCode,
          "artisan " + command + " is not followed inside a migration"
        )
      }
      return .int(0)
    }
    var paths: [String] = []
    if case .array(let list) = path {
      paths = list.values.compactMap(\.text)
    } else if let text = path.text {
      paths = [text]
    }
    for text in paths {
      guard let relative = projectPath(text) else { continue }
      for file in migrationFiles(relative) { try runOther(file) }
    }
    return .int(0)
  }

  private func migrationFiles(_ path: String) -> [String] {
    if path.hasSuffix(".php") { return [path] }
    return world.files(in: path).filter { $0.hasSuffix(".php") }
  }

  private func runOther(_ path: String) throws(PHPThrow) {
    guard let file = context.file(path, self) else {
      report(.phpMissingFile, .warning, "the migration " + path + " is not in the project")
      return
    }
    guard let migration = try migrationObject(file) else { return }
    _ = try callMethod(migration, PHPName("up"), [])
  }

  /// The facade `File`: texts, whether files are there, and what is in folders.
  func callFile(_ name: PHPName, _ arguments: [PHPArgument]) throws(PHPThrow) -> PHPValue {
    switch name.lower {
    case "get", "sharedget": return readFile(arguments.value(0, "path") ?? .null)
    case "exists", "isfile":
      return fileExists(arguments.value(0, "path") ?? .null)
    case "files": return files(in: arguments.value(0, "directory") ?? .null)
    case "glob": return glob(arguments.value(0, "pattern") ?? .null)
    case "getrequire", "requireonce":
      guard let path = arguments.value(0, "path")?.text.flatMap(projectPath),
        let file = context.file(path, self)
      else { return .unknown("a file that is not in the project") }
      return try runFile(file)
    default: return .unknown("the result of File::" + name.text + "()")
    }
  }

  /// The text of a file of the project.
  func readFile(_ value: PHPValue) -> PHPValue {
    guard let text = value.text else { return value }
    guard let path = projectPath(text), let file = world.file(path) else {
      report(
        .phpMissingFile,
        .warning,
        "the file " + (projectPath(text) ?? text)
          + " is not in the project or may not be read; add it or list its folder as allowed"
      )
      return .unknown("the text of a file that is not in the project")
    }
    return .string(String(decoding: file.bytes, as: UTF8.self))
  }

  func fileExists(_ value: PHPValue) -> PHPValue {
    guard let text = value.text else { return value }
    guard let path = projectPath(text) else { return .unknown("a file outside of the project") }
    return .bool(world.file(path) != nil)
  }
}
