import Foundation
import Glibc
import Linux
import Synchronization
import Testing

/// A watcher whose rings can be counted and waited for.
private final class Rings: Sendable {
  let count = Mutex(0)
  let semaphore = DispatchSemaphore(value: 0)

  func ring() {
    count.withLock { $0 += 1 }
    semaphore.signal()
  }
}

/// Everything that was named until now: the probe's event comes after all the others.
private func news(_ watcher: FolderWatcher) -> WatchNews {
  #expect(watcher.probe(timeout: .seconds(10)))
  return watcher.drain()
}

@Suite("FolderWatcher, with the real kernel")
struct FolderWatcherTests {
  let folder: TestFolder
  let watcher: FolderWatcher

  init() throws {
    folder = try TestFolder()
    watcher = try FolderWatcher(onRing: {})
    try watcher.watch(folder.path)
  }

  @Test("What is begun and never closed rings all the same, as does a link") func begun() throws {
    let rings = Rings()
    let watcher = try FolderWatcher { rings.ring() }
    try watcher.watch(folder.path)
    let file = open(folder.path + "/open", O_CREAT | O_WRONLY, 0o600)
    #expect(file >= 0)
    defer { close(file) }
    #expect(rings.semaphore.wait(timeout: .now() + 10) == .success)
    #expect(watcher.drain().entries[folder.path] == ["open"])
    #expect(link(folder.path + "/open", folder.path + "/linked") == 0)
    #expect(rings.semaphore.wait(timeout: .now() + 10) == .success)
    #expect(watcher.drain().entries[folder.path] == ["linked"])
    watcher.stop()
  }

  /// The ways in which editors save, each with the names that must be looked at again.
  static let savePatterns: [(String, String)] = [
    ("overwrite in place", "printf new > a.php"),
    ("vim", "touch 4913; rm 4913; mv a.php a.php~; printf new > a.php; rm a.php~"),
    ("temporary file and rename", "printf new > .a.php.tmp; mv .a.php.tmp a.php"),
    ("sed -i", "sed -i s/old/new/ a.php"),
    (
      "JetBrains safe write",
      "printf new > a.php___jb_tmp___; mv a.php a.php___jb_old___; "
        + "mv a.php___jb_tmp___ a.php; rm a.php___jb_old___"
    ),
    ("hard link", "printf new > ../b$$; rm a.php; ln ../b$$ a.php; rm ../b$$"),
    ("touch", "touch a.php"),
    ("append", "printf new >> a.php"),
    ("link swap", "ln -sfn /etc/passwd a.php"),
    ("remove", "rm a.php"),
  ]

  @Test("Every way of saving names the file", arguments: savePatterns)
  func saving(pattern: (name: String, script: String)) throws {
    try folder.write("old", to: "a.php")
    _ = news(watcher)
    try run(pattern.script, in: folder.path)
    let names = news(watcher).entries[folder.path] ?? []
    #expect(names.contains("a.php"), "\(pattern.name): \(names)")
  }

  @Test("An empty time brings no news") func silence() {
    #expect(news(watcher).isEmpty)
    #expect(news(watcher).isEmpty)
  }

  @Test("The bell rings once until the news are taken") func ringing() throws {
    let rings = Rings()
    let own = try FolderWatcher(onRing: { rings.ring() })
    try own.watch(folder.path)
    for number in 0..<50 { try folder.write("x", to: "\(number)") }
    #expect(own.probe())
    #expect(rings.count.withLock { $0 } == 1)
    #expect(own.drain().entries[folder.path]?.count == 50)
    try folder.write("y", to: "again")
    // Who has seen the second cookie has rung for what was read with the first.
    for _ in 0..<2 { #expect(own.probe()) }
    #expect(rings.count.withLock { $0 } == 2)
  }

  @Test("A chain of folders made at once is found by watching, then listing") func deepFolders()
    throws
  {
    for round in 0..<200 {
      let top = "d\(round)"
      try run("mkdir -p \(top)/b/c && echo x > \(top)/b/c/f", in: folder.path)
      var found: Set<String> = []
      var pending = news(watcher).appearedFolders
      #expect(pending == [folder.path + "/" + top])
      while let next = pending.popFirst() {
        try watcher.watch(next)
        for entry in try listStamps(next).entries {
          let path = next + "/" + entry.name
          found.insert(path)
          if entry.stamp.isFolder { pending.insert(path) }
        }
      }
      #expect(found.contains(folder.path + "/\(top)/b/c/f"))
    }
  }

  @Test("Folders made while others are made are never half seen") func racingFolders() throws {
    let path = folder.path
    let writer = Thread {
      for round in 0..<300 {
        mkdir("\(path)/r\(round)", 0o755)
        mkdir("\(path)/r\(round)/s", 0o755)
        close(open("\(path)/r\(round)/s/f", O_CREAT | O_WRONLY, 0o644))
      }
    }
    writer.start()
    var files: Set<String> = []
    let end = Date(timeIntervalSinceNow: 20)
    while files.count < 300, Date() < end {
      let now = news(watcher)
      #expect(!now.hasOverflowed)
      for (place, names) in now.entries {
        for name in names where name == "f" { files.insert(place + "/" + name) }
      }
      var pending = now.appearedFolders
      while let next = pending.popFirst() {
        guard (try? watcher.watch(next)) != nil else { continue }
        for entry in try listStamps(next).entries {
          let inner = next + "/" + entry.name
          if entry.stamp.isFolder { pending.insert(inner) } else { files.insert(inner) }
        }
      }
    }
    #expect(files.count == 300)
  }

  @Test("A folder that is moved away, removed or replaced is gone, and can be watched again")
  func goneFolders() throws {
    for script in ["mv m elsewhere", "rm -rf m", "mkdir n; rm -rf m; mv n m", "mv m x; mv x m"] {
      try run("rm -rf m elsewhere; mkdir m", in: folder.path)
      let inner = folder.path + "/m"
      try watcher.watch(inner)
      _ = news(watcher)
      try run(script, in: folder.path)
      let now = news(watcher)
      #expect(now.gone == [inner], "\(script)")
      #expect(!watcher.watched.contains(inner))
      try run("mkdir -p m", in: folder.path)
      try watcher.watch(inner)
      _ = news(watcher)
      try run("touch m/f elsewhere/g 2>/dev/null || true", in: folder.path)
      #expect(news(watcher).entries[inner] == ["f"], "\(script)")
    }
  }

  @Test("A folder that is not watched any more says nothing") func unwatching() throws {
    try folder.write("x", to: "before")
    watcher.unwatch(folder.path)
    try folder.write("x", to: "after")
    #expect(news(watcher).isEmpty)
    #expect(watcher.watched.isEmpty)
  }

  @Test("What is no folder cannot be watched") func refusing() throws {
    try folder.write("x", to: "file")
    #expect(throws: FileSystemError(.notAFolder, "watch", folder.path + "/file")) {
      try watcher.watch(folder.path + "/file")
    }
    #expect(throws: FileSystemError(.notFound, "watch", folder.path + "/none")) {
      try watcher.watch(folder.path + "/none")
    }
  }

  @Test("Two paths to one folder both get its news") func aliases() throws {
    let inner = try folder.make("inner")
    try run("ln -s inner link", in: folder.path)
    try watcher.watch(inner)
    try watcher.watch(folder.path + "/link")
    _ = news(watcher)
    try folder.write("x", to: "inner/f")
    let now = news(watcher)
    #expect(now.entries == [inner: ["f"], folder.path + "/link": ["f"]])
    watcher.unwatch(inner)
    try folder.write("y", to: "inner/f")
    #expect(news(watcher).entries == [folder.path + "/link": ["f"]])
  }

  @Test("The audit finds a link that leads elsewhere and follows it") func audit() throws {
    let (one, _) = (try folder.make("one"), try folder.make("two"))
    try run("ln -s one current", in: folder.path)
    let current = folder.path + "/current"
    try watcher.watch(current)
    try watcher.watch(one)
    #expect(watcher.audit().isEmpty)
    try run("ln -s two next; mv -T next current", in: folder.path)
    #expect(watcher.audit() == [current])
    #expect(watcher.audit().isEmpty)
    _ = news(watcher)
    try folder.write("x", to: "two/f")
    #expect(news(watcher).entries == [current: ["f"]])
  }

  @Test("While a thread does what came of its news another one watches") func errand() throws {
    let (entered, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let isFirst = Mutex(true)
    let busy = try FolderWatcher(onNews: {
      let isErrand = isFirst.withLock { value in
        defer { value = false }
        return value
      }
      guard isErrand else { return nil }
      return {
        entered.signal()
        gate.wait()
      }
    })
    try busy.watch(folder.path)
    try folder.write("x", to: "first")
    entered.wait()
    #expect(busy.drain().entries == [folder.path: ["first"]])
    try folder.write("x", to: "second")
    #expect(busy.probe())
    // The first may be told of again, as it was closed after it was begun.
    #expect(busy.drain().entries[folder.path]?.contains("second") == true)
    gate.signal()
    busy.stop()
  }

  @Test("A full queue is told once, and the watcher goes on") func overflow() throws {
    let gate = DispatchSemaphore(value: 0)
    let entered = DispatchSemaphore(value: 0)
    let isFirst = Mutex(true)
    // The ring is called on the reader's thread, so holding it stalls the reader.
    let stalled = try FolderWatcher(onRing: {
      guard
        isFirst.withLock({ value in
          defer { value = false }
          return value
        })
      else { return }
      entered.signal()
      gate.wait()
    })
    try stalled.watch(folder.path)
    try folder.write("x", to: "first")
    entered.wait()
    for number in 0..<12_000 {
      close(open("\(folder.path)/f\(number)", O_CREAT | O_WRONLY, 0o644))
    }
    gate.signal()
    var hasOverflowed = false
    for _ in 0..<100 where !hasOverflowed {
      _ = stalled.probe(timeout: .milliseconds(100))
      hasOverflowed = stalled.drain().hasOverflowed
    }
    #expect(hasOverflowed)
    #expect(try listStamps(folder.path).entries.count == 12_001)
    try folder.write("y", to: "late")
    #expect(stalled.probe())
    let now = stalled.drain()
    #expect(now.entries[folder.path]?.contains("late") == true)
    #expect(!now.hasOverflowed)
    #expect(stalled.audit().isEmpty)
  }

  @Test("A probe in a watched folder leaves nothing behind and rings nothing") func probing() throws
  {
    #expect(watcher.probe(in: folder.path) == true)
    #expect(watcher.probe(in: folder.path + "/none") == nil)
    #expect(news(watcher).isEmpty)
    #expect(try listStamps(folder.path).entries.isEmpty)
  }

  @Test("After its end the watcher says nothing and refuses") func stopping() throws {
    watcher.stop()
    watcher.stop()
    #expect(throws: FileSystemError.self) { try watcher.watch(folder.path) }
    #expect(!watcher.probe(timeout: .milliseconds(20)))
  }
}

/// Runs a script with `sh`, which must succeed.
private func run(_ script: String, in folder: String) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", script]
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  try process.run()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, "\(script)")
}
