import Cache
import Catalog
import Foundation
import SourceText
import Testing

/// Processes that share a cache, or end in the middle of writing it.
struct ProcessTests {
  @Test("A second process is refused by the number of the first, until that one is gone")
  func twoProcesses() throws {
    let folder = try CacheFolder()
    let child = try Child(["hold", folder.path])
    #expect(child.nextLine() == "holding")
    let refusal = #expect(throws: CacheInUse.self) { _ = try folder.open() }
    #expect(refusal?.pid == child.pid)
    child.kill()
    let cache = try folder.open()
    cache.store([row("a", [1])])
    let second = try Child(["0", folder.path])
    #expect(second.nextLine() == "in use by \(ProcessInfo.processInfo.processIdentifier)")
    #expect(second.wait() == 75)
    #expect(cache.value("a") == [1])
  }

  @Test("A process killed at any moment leaves what it had stored, and each batch whole")
  func killed() throws {
    let folder = try CacheFolder()
    var stored = 0
    for round in 0..<(isLong ? 500 : 12) {
      let child = try Child([String(stored), folder.path])
      usleep(UInt32(60_000 + round * 7919 % 90_000))
      child.kill()
      let lines = child.rest().split(separator: "\n", omittingEmptySubsequences: false)
      // The last piece is what came after the last line break: nothing, or half a number.
      stored = max(stored, lines.dropLast().compactMap { Int($0) }.max() ?? 0)
      let cache = try folder.open()
      for batch in max(1, stored - 40)...(stored + 1) {
        let found = (0..<20).filter { place in
          cache.value("\(batch)/\(place)")
            == [UInt8](repeating: UInt8(truncatingIfNeeded: batch), count: 300 + place)
        }
        let isWhole = found.count == 20
        #expect(isWhole || (batch > stored && found.isEmpty), "round \(round), batch \(batch)")
        if batch > stored, isWhole { stored = batch }
      }
      #expect(cache.takeProblems().isEmpty)
      cache.close()
    }
    #expect(stored > 12)
  }
}

/// The writer that was built beside these tests, running.
private final class Child {
  private let process = Process()
  private let pipe = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: Child.binary)
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
  }

  deinit { if process.isRunning { kill() } }

  var pid: Int32 { process.processIdentifier }

  func nextLine() -> String {
    var bytes: [UInt8] = []
    while let next = try? pipe.fileHandleForReading.read(upToCount: 1), let byte = next.first {
      if byte == 0x0A { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func rest() -> String {
    String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
  }

  func kill() {
    _ = Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static let binary: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 {
      let path = folder.appendingPathComponent("CacheWriter").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      folder.deleteLastPathComponent()
    }
    return "CacheWriter"
  }()
}
