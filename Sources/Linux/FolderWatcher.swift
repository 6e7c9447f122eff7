import CLinux
import Glibc
import Synchronization

/// One inotify instance with threads of its own, for all folders of all projects.
///
/// Instances are the scarce thing (128 for each user), so there is one. Events are a doorbell:
/// a thread only notes names and rings once, and memory is bounded by the names there are. What
/// has to be done at once it may do itself, while a second thread watches: waking a thread for it
/// takes as long as a small change.
/// Folders are watched, never files, since editors replace files. `IN_MODIFY` and `IN_ATTRIB` are
/// left out, which makes the kernel's queue last a third longer; a write ends with
/// `IN_CLOSE_WRITE`, and what never closes or only changes its mode is found by the audit.
package final class FolderWatcher: Sendable {
  /// What is to be done at once.
  package typealias Errand = @Sendable () -> Void

  private let core: WatcherCore
  private let threads: [pthread_t]

  /// `onNews` is called on the thread that watches, and not again before the next `drain()`; what
  /// it returns is done on the same thread, while another one watches.
  ///
  /// `probeFolder` is where the liveness cookie lives; it is made where it is missing. Without
  /// one it is a folder of its own among the temporary files.
  package init(
    probeFolder: String? = nil,
    onNews: @escaping @Sendable () -> Errand?
  ) throws(FileSystemError) {
    core = try WatcherCore(probeFolder: probeFolder, onNews: onNews)
    var started: [pthread_t] = []
    for _ in 0..<2 {
      do throws(FileSystemError) {
        started.append(try startThread(of: core))
      } catch {
        if started.isEmpty { throw error }
      }
    }
    threads = started
  }

  /// The same where what is to be done is done elsewhere.
  package convenience init(
    probeFolder: String? = nil,
    onRing: @escaping @Sendable () -> Void
  ) throws(FileSystemError) {
    try self.init(
      probeFolder: probeFolder,
      onNews: {
        onRing()
        return nil
      }
    )
  }

  deinit { stop() }

  /// Watches a folder, given by its absolute path; again is the same as once.
  ///
  /// A link is followed. Watch a folder *before* listing it: what happens in between is then in
  /// the listing or in the news. Where the path has come to lead elsewhere, the watch moves.
  package func watch(_ folder: String) throws(FileSystemError) { try core.watch(folder) }

  package func unwatch(_ folder: String) { core.unwatch(folder) }

  /// All that is watched now, sorted.
  package var watched: [String] { core.watched }

  /// What was named since the last call.
  package func drain() -> WatchNews { core.drain() }

  /// The folders whose watch is no longer on what their path leads to, armed again where
  /// something is there.
  ///
  /// Nothing tells of a file system that is mounted over a folder, nor of a watch that the kernel
  /// dropped while the queue was full.
  package func audit() -> [String] { core.audit() }

  /// Whether an event of now arrives within the time: the whole way from the kernel through the
  /// thread.
  ///
  /// The queue is one for all folders and in order, so what happened before the call has been
  /// noted when it returns true.
  package func probe(timeout: Duration = .seconds(2)) -> Bool { core.probe(timeout: timeout) }

  /// The same with a cookie in a watched folder, which tells whether its file system tells
  /// of changes at all; nil where no file can be made there.
  package func probe(in folder: String, timeout: Duration = .seconds(1)) -> Bool? {
    core.probe(in: folder, timeout: timeout)
  }

  /// Ends the threads and lets go of all watches; nothing rings after it has returned.
  package func stop() {
    guard core.beginStop() else { return }
    for thread in threads {
      if pthread_equal(thread, pthread_self()) == 0 {
        pthread_join(thread, nil)
      } else {
        pthread_detach(thread)
      }
    }
    core.finishStop()
  }
}

private func startThread(of core: WatcherCore) throws(FileSystemError) -> pthread_t {
  var started = pthread_t()
  let argument = Unmanaged.passRetained(core)
  let result = pthread_create(
    &started,
    nil,
    { pointer in
      if let pointer {
        Unmanaged<WatcherCore>.fromOpaque(pointer).takeRetainedValue().watchInTurn()
      }
      return nil
    },
    argument.toOpaque()
  )
  guard result == 0 else {
    argument.release()
    throw FileSystemError(errno: result, "start the watcher of", "folders")
  }
  return started
}
