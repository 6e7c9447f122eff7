import CLinux
import Glibc
import Synchronization

private let eventMask = UInt32(
  IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF
    | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK
)

/// Nanoseconds that whoever begins a file has to close it before it is looked at as it is.
private let beginnersTime: UInt64 = 2_000_000

/// What the threads of a `FolderWatcher` and its callers share.
final class WatcherCore: Sendable {
  /// What one watch of the kernel stands for; several paths where links lead to one folder.
  struct Watch {
    var folders: Set<String>
    var device: UInt64
    var inode: UInt64
  }

  struct State {
    var watches: [Int32: Watch] = [:]
    var numbers: [String: Int32] = [:]
    var news = WatchNews()
    var hasRung = false
    /// Whether the news are only of files that somebody has begun to write.
    var isBegun = true
    var isStopped = false
    /// The last cookie that was seen, by the folder's path.
    var seenCookies: [String: Int] = [:]
  }

  let state = Mutex(State())
  let inotify: Int32
  private let wake: Int32
  private let onNews: @Sendable () -> FolderWatcher.Errand?
  let cookies: WatchCookies
  /// One for each thread: events wake one that has nothing else to do.
  private let bells: [Int32]
  private let bellsTaken = Atomic<Int>(0)
  /// Held by the thread that reads: when the noted news have to be told at last.
  private let reading = Mutex<UInt64?>(nil)
  private let buffer = EventBuffer()

  init(
    probeFolder: String?,
    onNews: @escaping @Sendable () -> FolderWatcher.Errand?
  ) throws(FileSystemError) {
    self.onNews = onNews
    inotify = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard inotify >= 0 else {
      let number = errno
      guard number == EMFILE, !isDescriptorTableFull() else {
        throw FileSystemError(errno: number, "watch", "folders")
      }
      throw FileSystemError(
        .limitReached(.current("fs.inotify.max_user_instances")),
        "watch",
        "folders"
      )
    }
    wake = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    let notice = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    let (reader, wake) = (inotify, wake)
    bells = (0..<2).map { _ in modelgend_make_bell(reader, wake) }
    guard wake >= 0, notice >= 0, !bells.contains(-1) else {
      let number = errno
      for descriptor in [inotify, wake, notice] + bells where descriptor >= 0 { close(descriptor) }
      throw FileSystemError(errno: number, "watch", "folders")
    }
    cookies = WatchCookies(folder: probeFolder, notice: notice)
    if let folder = cookies.folder { try? watch(folder) }
  }

  var watched: [String] {
    state.withLock { $0.numbers.keys.filter { $0 != cookies.folder }.sorted() }
  }

  func watch(_ folder: String) throws(FileSystemError) {
    // Between arming and looking the path may come to lead elsewhere; then both are repeated.
    for _ in 0..<8 {
      let outcome = state.withLock { state in arm(folder, &state) }
      switch outcome {
      case .armed: return
      case .moved: continue
      case .failed(let number): throw watchError(number, folder)
      }
    }
    throw FileSystemError(.notFound, "watch", folder)
  }

  private enum Arming {
    case armed, moved
    case failed(Int32)
  }

  private func arm(_ folder: String, _ state: inout State) -> Arming {
    guard !state.isStopped else { return .failed(EBADF) }
    let before = (try? fileStamp(folder)).flatMap { $0 }
    let number = inotify_add_watch(inotify, folder, eventMask)
    guard number >= 0 else {
      let failure = errno
      drop(folder, &state)
      return .failed(failure)
    }
    if state.numbers[folder] != number { drop(folder, &state) }
    guard let before, let stamp = (try? fileStamp(folder)).flatMap({ $0 }),
      before.device == stamp.device, before.inode == stamp.inode
    else {
      if state.watches[number] == nil { inotify_rm_watch(inotify, number) }
      return .moved
    }
    state.watches[
      number,
      default: Watch(folders: [], device: stamp.device, inode: stamp.inode)
    ].folders.insert(folder)
    state.numbers[folder] = number
    return .armed
  }

  private func watchError(_ number: Int32, _ folder: String) -> FileSystemError {
    guard number == ENOSPC else { return FileSystemError(errno: number, "watch", folder) }
    return FileSystemError(
      .limitReached(.current("fs.inotify.max_user_watches")),
      "watch",
      folder
    )
  }

  func unwatch(_ folder: String) {
    state.withLock { state in
      drop(folder, &state)
      state.news.entries[folder] = nil
      state.news.gone.remove(folder)
    }
  }

  /// Forgets a path, and the watch with it where no other path leads there.
  private func drop(_ folder: String, _ state: inout State) {
    guard let number = state.numbers.removeValue(forKey: folder) else { return }
    guard var watch = state.watches[number] else { return }
    watch.folders.remove(folder)
    if watch.folders.isEmpty {
      state.watches[number] = nil
      if !state.isStopped { inotify_rm_watch(inotify, number) }
    } else {
      state.watches[number] = watch
    }
  }

  func drain() -> WatchNews {
    state.withLock { state in
      let news = state.news
      state.news = WatchNews()
      state.hasRung = false
      state.isBegun = true
      return news
    }
  }

  func audit() -> [String] {
    let kernel = kernelWatches(of: inotify)
    let lost = state.withLock { state in
      var lost: [String] = []
      for (number, watch) in state.watches {
        let isKnown = kernel?.contains(number) ?? true
        for folder in watch.folders {
          let stamp = (try? fileStamp(folder)).flatMap { $0 }
          let isSame = stamp.map { $0.device == watch.device && $0.inode == watch.inode } ?? false
          if !isKnown || !isSame { lost.append(folder) }
        }
      }
      for folder in lost { drop(folder, &state) }
      return lost.sorted()
    }
    for folder in lost { try? watch(folder) }
    return lost.filter { $0 != cookies.folder }
  }

  // MARK: The threads

  /// Watches, and does what comes of it while another thread watches.
  func watchInTurn() {
    nameThread("modelgend-watch")
    let bell = bells[bellsTaken.wrappingAdd(1, ordering: .relaxed).oldValue]
    while true {
      let deadline = reading.withLock { $0 }
      let ready = modelgend_wait_at_bell(bell, timeout(until: deadline))
      guard ready >= 0 || errno == EINTR, !state.withLock({ $0.isStopped }) else { return }
      let errand = reading.withLock { deadline in read(&deadline) }
      errand?()
    }
  }

  /// Reads what there is; what is to be done about it.
  private func read(_ deadline: inout UInt64?) -> FolderWatcher.Errand? {
    let count = Glibc.read(inotify, buffer.start, EventBuffer.size)
    if count > 0 { note(UnsafeRawBufferPointer(start: buffer.start, count: count)) }
    let isLate = deadline.map { $0 <= MonotonicClock.now() } ?? false
    let errand = ring(whateverIsNoted: isLate)
    let isWaiting = state.withLock { !$0.hasRung && !$0.news.isEmpty && !$0.isStopped }
    deadline = isWaiting ? deadline ?? MonotonicClock.now() + beginnersTime : nil
    return errand
  }

  /// Milliseconds for `poll`.
  private func timeout(until deadline: UInt64?) -> Int32 {
    guard let deadline else { return -1 }
    let now = MonotonicClock.now()
    return deadline <= now ? 0 : Int32(clamping: (deadline - now + 999_999) / 1_000_000)
  }

  /// Rings if something is noted that is worth a look.
  ///
  /// A file that is begun is mostly closed within the millisecond: who looks at once sees half of
  /// it, and has to look again. A link has no end to wait for, so the wait is short.
  private func ring(whateverIsNoted: Bool) -> FolderWatcher.Errand? {
    let mustRing = state.withLock { state in
      guard !state.hasRung, !state.news.isEmpty, !state.isStopped,
        whateverIsNoted || !state.isBegun
      else { return false }
      state.hasRung = true
      return true
    }
    return mustRing ? onNews() : nil
  }

  private func note(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      var sawCookie = false
      var offset = 0
      let header = MemoryLayout<inotify_event>.size
      while offset + header <= bytes.count {
        let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let nameBytes = bytes[
          (offset + header)..<min(bytes.count, offset + header + Int(event.len))
        ]
        let name = String(decoding: nameBytes.prefix { $0 != 0 }, as: UTF8.self)
        note(event, name, &state, &sawCookie)
        offset += header + Int(event.len)
      }
      if sawCookie { cookies.announce() }
    }
  }

  private func note(
    _ event: inotify_event,
    _ name: String,
    _ state: inout State,
    _ sawCookie: inout Bool
  ) {
    let mask = Int32(bitPattern: event.mask)
    if mask & IN_Q_OVERFLOW != 0 {
      state.news.hasOverflowed = true
      state.isBegun = false
      return
    }
    // An event of a watch that was let go meanwhile.
    guard let watch = state.watches[event.wd] else { return }
    if mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) != 0 {
      state.watches[event.wd] = nil
      // The watch follows what was moved, and would tell of a place that nobody asked about.
      if mask & IN_MOVE_SELF != 0 { inotify_rm_watch(inotify, event.wd) }
      for folder in watch.folders {
        state.numbers[folder] = nil
        if folder != cookies.folder { state.news.gone.insert(folder) }
      }
      state.isBegun = false
      return
    }
    guard !name.isEmpty else { return }
    if let number = cookies.number(of: name) {
      for folder in watch.folders { state.seenCookies[folder] = number }
      sawCookie = true
      return
    }
    if mask & IN_CREATE == 0 || mask & IN_ISDIR != 0 { state.isBegun = false }
    for folder in watch.folders where folder != cookies.folder {
      state.news.entries[folder, default: []].insert(name)
      if mask & IN_ISDIR != 0, mask & (IN_CREATE | IN_MOVED_TO) != 0 {
        state.news.appearedFolders.insert(folder == "/" ? "/" + name : folder + "/" + name)
      }
    }
  }

  // MARK: Probing

  func probe(timeout: Duration) -> Bool {
    cookies.exchange { number, own in
      guard let folder = cookies.folder else { return false }
      // The folder may have been cleaned away with other temporary files.
      if state.withLock({ $0.numbers[folder] == nil }) {
        try? makeFolder(folder)
        try? watch(folder)
      }
      guard cookies.renew(number, from: own) else { return false }
      own = number
      return waitForCookie(number, in: folder, timeout: timeout)
    }
  }

  func probe(in folder: String, timeout: Duration) -> Bool? {
    cookies.exchange { number, _ in
      let path = folder + "/" + WatchCookies.name(number)
      guard cookies.touch(path) else { return nil }
      unlink(path)
      return waitForCookie(number, in: folder, timeout: timeout)
    }
  }

  private func waitForCookie(_ number: Int, in folder: String, timeout: Duration) -> Bool {
    let limit = UInt64(max(0, timeout / .nanoseconds(1)))
    let end = MonotonicClock.now() + limit
    while true {
      if state.withLock({ ($0.seenCookies[folder] ?? 0) >= number }) {
        if folder != cookies.folder { state.withLock { $0.seenCookies[folder] = nil } }
        return true
      }
      let now = MonotonicClock.now()
      guard now < end else { return false }
      var waiting = pollfd(fd: cookies.notice, events: Int16(POLLIN), revents: 0)
      poll(&waiting, 1, Int32(clamping: (end - now + 999_999) / 1_000_000))
      var count: eventfd_t = 0
      eventfd_read(cookies.notice, &count)
    }
  }

  // MARK: Ending

  /// False where it has begun before.
  func beginStop() -> Bool {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      return !state.isStopped
    }
    if isFirst { eventfd_write(wake, 1) }
    return isFirst
  }

  func finishStop() {
    for descriptor in [inotify, wake] + bells { close(descriptor) }
    cookies.remove()
  }
}

/// One read takes everything that 1 MiB holds, up to 16,384 events of the default queue.
private final class EventBuffer: @unchecked Sendable {
  static let size = 1 << 20
  let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 8)

  deinit { start.deallocate() }
}

/// The watches that the kernel says the instance has; nil where it is not to be had.
private func kernelWatches(of descriptor: Int32) -> Set<Int32>? {
  guard let file = fopen("/proc/self/fdinfo/\(descriptor)", "re") else { return nil }
  defer { fclose(file) }
  var line: UnsafeMutablePointer<CChar>?
  var capacity = 0
  defer { free(line) }
  var numbers: Set<Int32> = []
  while getline(&line, &capacity, file) > 0 {
    guard let line else { break }
    let text = String(cString: line)
    guard text.hasPrefix("inotify wd:") else { continue }
    let digits = text.dropFirst("inotify wd:".count).prefix { $0 != " " }
    if let number = Int32(digits, radix: 16) { numbers.insert(number) }
  }
  return numbers
}

/// `EMFILE` has two causes: the user's instances, or this process's descriptors.
private func isDescriptorTableFull() -> Bool {
  let probe = dup(0)
  guard probe >= 0 else { return errno == EMFILE }
  close(probe)
  return false
}
