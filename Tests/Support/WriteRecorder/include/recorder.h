/* Loaded before a program (LD_PRELOAD), notes in order what it does to the files of a folder, or lets one call fail.
 *
 *   WRITE_ROOT    the folder; what lies elsewhere passes untouched
 *   WRITE_TRACE   file that the operations are appended to; nothing is noted without it
 *   WRITE_FAIL    N:CODE    the N-th call that may fail does, with this error number, once
 *                 N:CODE+   and every one after it
 *   WRITE_COUNT   file that receives, at the end, how many such calls there were
 *
 * The trace is a sequence of records: a letter, then numbers of eight bytes (least first), then texts, each after its
 * length in eight bytes.
 *
 *   C inode path      a name that did not exist now leads to a new file
 *   L inode path      a file has that name too
 *   W inode offset bytes
 *   T inode size      cut or extended
 *   S inode           a file is on the disk
 *   D path            a folder, its names, is on the disk
 *   M path            a new folder
 *   R from to         renamed, over what had that name
 *   U path            removed, file or folder
 *
 * Memory maps are not noted: SQLite's -shm is the only one, and nothing of it counts after a power cut. */
