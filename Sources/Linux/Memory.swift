import CLinux

/// Gives free memory back to the system, after a large run and when idle.
///
/// Measured after freeing eight times 40,000 small objects: 19 MB resident with it, 68 to 92 MB
/// without, at up to 4.4 ms a call.
package func trimMemory() { malloc_trim(0) }
