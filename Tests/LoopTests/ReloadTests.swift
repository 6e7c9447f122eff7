import ControlAPI
import Daemon
import Foundation
import Logging
import Settings
import Synchronization
import Testing

/// A reload is in force when the caller that waits hears so, and goes on where one does not wait.
@Suite(.serialized) struct ReloadTests {
  @Test("reload answers at once, or waits as long as it is told") func waits() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/reload-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let reads = Atomic<Int>(0)
    let loop = try MainLoop(
      settings: DaemonSettings(),
      configurationPath: nil,
      timing: .quick,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) {
      usleep(300_000)
      reads.add(1, ordering: .sequentiallyConsistent)
      var settings = DaemonSettings()
      settings.projects = [DaemonSettings.Project(root: folder, id: "late")]
      return settings
    }
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      loop.run()
      ended.signal()
    }
    let control = LoopControl(loop)
    let early = try await control.reload(wait: .milliseconds(50))
    #expect(!early.isFinished)
    // What was not waited for goes on, and the next one comes after it.
    let late = try await control.reload(wait: .seconds(20))
    #expect(late.isFinished)
    #expect(late.added.isEmpty && late.unchanged == 1)
    let atOnce = try await control.reload(wait: .zero)
    #expect(!atOnce.isFinished)
    #expect(await control.status().projects.map(\.id) == ["late"])
    loop.terminate()
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        ended.wait()
        continuation.resume()
      }
    }
    #expect(reads.load(ordering: .sequentiallyConsistent) == 3)
  }
}
