import Foundation

/// PHP as the tests run it; nil where the machine has none.
struct PHPProcess {
  static let path = ["/usr/bin/php", "/usr/local/bin/php"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Where Debian puts Laravel (package php-laravel-framework).
  static let laravel = "/usr/share/php/Illuminate/Database/autoload.php"

  static var hasLaravel: Bool {
    path != nil && FileManager.default.fileExists(atPath: laravel)
  }

  /// The exit code and everything printed.
  static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path ?? "/usr/bin/php")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}

/// A folder of a test's own, gone with it.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "modelgend-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8], to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: file)
  }
}
