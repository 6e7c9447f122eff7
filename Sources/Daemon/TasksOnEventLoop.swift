import CLinux
import NIOCore
import NIOPosix

/// Lets tasks run on an event loop instead of libdispatch's global queues; to be called before the
/// first of them.
///
/// With the first task on one of those libdispatch begins to look every second whether they need
/// more threads, for ever: 60 wake-ups a minute of a daemon that has nothing to do. NIO's own
/// `unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor` does the same where
/// the runtime is a library of its own.
func runTasksOnEventLoop() {
  NIOSingletons.groupLoopCountSuggestion = 1
  let hook: RunHook = { job, _ in
    MultiThreadedEventLoopGroup.singleton.any().executor.enqueue(ExecutorJob(job))
  }
  modelgend_run_tasks_with(unsafeBitCast(hook, to: UnsafeMutableRawPointer.self))
}

/// `swift_task_enqueueGlobal_hook`, which gets the job and what would have run it:
/// https://github.com/swiftlang/swift/blob/main/include/swift/Runtime/Concurrency.h.
private typealias RunHook =
  @convention(thin) (UnownedJob, @convention(thin) (UnownedJob) -> Void) -> Void
