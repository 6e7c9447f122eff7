import Glibc

/// Runs a program found in `PATH` and waits for it; gives its exit status, nil where there is none.
func runProgram(_ name: String, _ arguments: [String]) -> Int32? {
  var words = ([name] + arguments).map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var process: pid_t = 0
  guard posix_spawnp(&process, name, nil, nil, &words, environ) == 0 else { return nil }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 {
    if errno != EINTR { return nil }
  }
  // WIFEXITED and WEXITSTATUS are macros that Swift does not see.
  let isExit = status & 0x7F == 0
  let code = status >> 8 & 0xFF
  return isExit ? (code == 127 ? nil : code) : 128 + (status & 0x7F)
}
