import CLinux

/// The name of the file system of a path if it may not tell of changes, so that polling is due;
/// nil where it tells.
///
/// Network file systems tell of this machine's changes only, FUSE of what its author thought of.
/// The numbers are those of `statfs(2)`.
package func blindFileSystem(_ path: String) -> String? {
  switch modelgend_file_system_type(path) {
  case 0x6969: "NFS"
  case 0xFF53_4D42: "CIFS"
  case 0xFE53_4D42: "SMB2"
  case 0x517B: "SMB"
  case 0x0102_1997: "9p"
  case 0x6573_5546: "FUSE"
  case 0x6A65_6361: "virtiofs"
  case 0x5346_414F, 0x6B41_4653: "AFS"
  case 0x00C3_6400: "Ceph"
  case 0x0BD0_0BD0: "Lustre"
  case 0x0116_1970: "GFS2"
  case 0x786F_4256: "vboxsf"
  case 0xBACB_ACBC: "vmhgfs"
  default: nil
  }
}
