import Foundation
import Glibc
import Synchronization
import Testing

@testable import Linux

/// The environment of the process is changed here, so nothing of it runs at once.
@Suite("What a service says and is given", .serialized)
struct ServiceTests {
  @Test("systemd is told what is the case") func notifications() throws {
    let folder = try TestFolder()
    let path = folder.path + "/notify"
    let receiver = try datagramSocket(path)
    defer { close(receiver) }
    setenv("NOTIFY_SOCKET", path, 1)
    defer { unsetenv("NOTIFY_SOCKET") }
    #expect(ServiceNotifications.isListening)
    ServiceNotifications.ready(status: "2 projects,\n1 idle")
    #expect(receive(receiver) == "READY=1\nSTATUS=2 projects, 1 idle")
    ServiceNotifications.reloading()
    let reloading = receive(receiver)
    let time = try #require(UInt64(reloading.dropFirst("RELOADING=1\nMONOTONIC_USEC=".count)))
    #expect(MonotonicClock.now() / 1000 - time < 5_000_000)
    ServiceNotifications.watchdog()
    #expect(receive(receiver) == "WATCHDOG=1")
    ServiceNotifications.stopping(status: "bye")
    #expect(receive(receiver) == "STOPPING=1\nSTATUS=bye")
    ServiceNotifications.extendTimeout(by: .seconds(2))
    #expect(receive(receiver) == "EXTEND_TIMEOUT_USEC=2000000")
  }

  @Test("The watchdog's interval is this process's only") func watchdog() {
    setenv("WATCHDOG_USEC", "30000000", 1)
    defer {
      unsetenv("WATCHDOG_USEC")
      unsetenv("WATCHDOG_PID")
    }
    setenv("WATCHDOG_PID", String(getpid()), 1)
    #expect(ServiceNotifications.watchdogInterval == .seconds(30))
    setenv("WATCHDOG_PID", "1", 1)
    #expect(ServiceNotifications.watchdogInterval == nil)
  }

  @Test("Sockets that were not meant for this process are not taken") func foreignSockets() {
    setenv("LISTEN_PID", "1", 1)
    setenv("LISTEN_FDS", "2", 1)
    #expect(takeInheritedSockets().isEmpty)
    #expect(getenv("LISTEN_FDS") == nil)
  }

  @Test("A live socket is never taken away, a dead one is replaced") func listening() throws {
    let folder = try TestFolder()
    let path = folder.path + "/control.sock"
    let first = try UnixSocketListener(path, mode: 0o660)
    #expect(try fileStamp(path)?.mode == UInt32(S_IFSOCK) | 0o660)
    #expect(throws: FileSystemError(.inUse, "listen on", path)) { try UnixSocketListener(path) }
    let client = try connected(to: path)
    let server = accept(first.descriptor, nil, nil)
    let peer = try #require(PeerCredentials(ofSocket: server))
    #expect(peer == PeerCredentials(process: getpid(), user: geteuid(), group: getegid()))
    #expect(PeerCredentials(ofSocket: -1) == nil)
    close(client)
    close(server)
    // A process that was killed leaves its files behind, and no lock.
    close(first.descriptor)
    unlink(path + ".lock")
    let second = try UnixSocketListener(path)
    #expect(try fileStamp(path)?.mode == UInt32(S_IFSOCK) | 0o600)
    // Without a lock, the answer of the socket itself keeps it.
    unlink(path + ".lock")
    #expect(throws: FileSystemError(.inUse, "listen on", path)) { try UnixSocketListener(path) }
    second.remove()
    close(second.descriptor)
    #expect(!fileExists(path))
    try folder.write("x", to: "control.sock")
    #expect(throws: FileSystemError(.exists, "listen on", path)) { try UnixSocketListener(path) }
    #expect(folder.text("control.sock") == "x")
  }

  @Test("Signals arrive as calls and end nothing") func signals() throws {
    let seen = Mutex<[Int32]>([])
    let arrived = DispatchSemaphore(value: 0)
    let events = try SignalEvents([SIGUSR1, SIGUSR2]) { signal in
      seen.withLock { $0.append(signal) }
      arrived.signal()
    }
    // To that thread alone: others of the test process were started before and do not block it.
    pthread_kill(events.thread, SIGUSR1)
    #expect(arrived.wait(timeout: .now() + 10) == .success)
    pthread_kill(events.thread, SIGUSR2)
    #expect(arrived.wait(timeout: .now() + 10) == .success)
    #expect(seen.withLock { $0 } == [SIGUSR1, SIGUSR2])
    withExtendedLifetime(events) {}
  }
}

private func address(_ path: String) -> sockaddr_un {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
  return address
}

private func datagramSocket(_ path: String) throws -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
  var name = address(path)
  let result = withUnsafePointer(to: &name) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  try #require(result == 0)
  return descriptor
}

private func connected(to path: String) throws -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  var name = address(path)
  let result = withUnsafePointer(to: &name) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
  try #require(result == 0)
  return descriptor
}

private func receive(_ descriptor: Int32) -> String {
  var bytes = [UInt8](repeating: 0, count: 4096)
  let count = recv(descriptor, &bytes, bytes.count, 0)
  return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
}
