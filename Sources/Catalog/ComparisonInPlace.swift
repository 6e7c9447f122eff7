/// Whether what two objects hold is the same, compared where it lies.
///
/// As plain arguments both would be copied out of their objects first, two dozen references each.
func isSameInPlace<Fields: Equatable>(_ left: inout Fields, _ right: inout Fields) -> Bool {
  left == right
}
