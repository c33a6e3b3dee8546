"""The numbers of system calls, and what student code needs of them.

A name is followed by its number on x86-64 and on aarch64, which has none for what it
left behind. What stands in no table does not exist for student code: it is told that
the kernel is too old for it, and takes another way. Numbers are those of the kernel's
own headers. This file stands alone, because it is copied beside the library.
"""

MEMORY = """
brk 12 214 | madvise 28 233 | membarrier 324 283 | mincore 27 232 | mlock 149 228
mmap 9 222 | mprotect 10 226 | mremap 25 216 | msync 26 227 | munlock 150 229
munmap 11 215
"""
# Which files is for Landlock and the namespaces to say.
FILES = """
access 21 - | chdir 80 49 | chmod 90 - | close 3 57 | close_range 436 436
copy_file_range 326 285 | creat 85 - | dup 32 23 | dup2 33 - | dup3 292 24
eventfd 284 - | eventfd2 290 19 | faccessat 269 48 | faccessat2 439 439
fadvise64 221 223 | fallocate 285 47 | fchdir 81 50 | fchmod 91 52 | fchmodat 268 53
fdatasync 75 83 | flock 73 32 | fstat 5 80 | fstatfs 138 44 | fsync 74 82
ftruncate 77 46 | futimesat 261 - | getcwd 79 17 | getdents 78 - | getdents64 217 61
link 86 - | linkat 265 37 | lseek 8 62 | lstat 6 - | mkdir 83 - | mkdirat 258 34
newfstatat 262 79 | open 2 - | openat 257 56 | openat2 437 437 | pipe 22 -
pipe2 293 59 | pread64 17 67 | preadv 295 69 | preadv2 327 286 | pwrite64 18 68
pwritev 296 70 | pwritev2 328 287 | read 0 63 | readahead 187 213 | readlink 89 -
readlinkat 267 78 | readv 19 65 | rename 82 - | renameat 264 38 | renameat2 316 276
rmdir 84 - | sendfile 40 71 | splice 275 76 | stat 4 - | statfs 137 43
statx 332 291 | symlink 88 - | symlinkat 266 36 | sync_file_range 277 84
tee 276 77 | truncate 76 45 | umask 95 166 | unlink 87 - | unlinkat 263 35
utime 132 - | utimensat 280 88 | utimes 235 - | write 1 64 | writev 20 66
"""
WAITING = """
alarm 37 - | clock_nanosleep 230 115 | epoll_create 213 - | epoll_create1 291 20
epoll_ctl 233 21 | epoll_pwait 281 22 | epoll_pwait2 441 441 | epoll_wait 232 -
futex 202 98 | futex_waitv 449 449 | get_robust_list 274 100 | getitimer 36 102
nanosleep 35 101 | pause 34 - | poll 7 - | ppoll 271 73 | pselect6 270 72
restart_syscall 219 128 | rseq 334 293 | sched_yield 24 124 | select 23 -
set_robust_list 273 99 | setitimer 38 103 | timer_create 222 107
timer_delete 226 111 | timer_getoverrun 225 109 | timer_gettime 224 108
timer_settime 223 110 | timerfd_create 283 85 | timerfd_gettime 287 87
timerfd_settime 286 86
"""
# On a socket that is already there: none can be made that leads anywhere.
CONVERSATION = """
getpeername 52 205 | getsockname 51 204 | getsockopt 55 209 | recvfrom 45 207
recvmmsg 299 243 | recvmsg 47 212 | sendmmsg 307 269 | sendmsg 46 211
sendto 44 206 | setsockopt 54 208 | shutdown 48 210 | socketpair 53 199
"""
SIGNALS = """
rt_sigaction 13 134 | rt_sigpending 127 136 | rt_sigprocmask 14 135
rt_sigreturn 15 139 | rt_sigsuspend 130 133 | rt_sigtimedwait 128 137
sigaltstack 131 132
"""
ITSELF = """
arch_prctl 158 - | capget 125 90 | clock_getres 229 114 | clock_gettime 228 113
exit 60 93 | exit_group 231 94 | getcpu 309 168 | getegid 108 177 | geteuid 107 175
getgid 104 176 | getgroups 115 158 | getpgid 121 155 | getpgrp 111 - | getpid 39 172
getppid 110 173 | getpriority 140 141 | getrandom 318 278 | getresgid 120 150
getresuid 118 148 | getrlimit 97 163 | getrusage 98 165 | getsid 124 156
gettid 186 178 | gettimeofday 96 169 | getuid 102 174
sched_get_priority_max 146 125 | sched_get_priority_min 147 126
sched_getaffinity 204 123 | sched_getparam 143 121 | sched_getscheduler 145 120
set_tid_address 218 96 | sysinfo 99 179 | time 201 - | times 100 153 | uname 63 160
wait4 61 260 | waitid 247 95
"""
# Allowed for some of their arguments; `seccomp` says which.
WATCHED = """
clone 56 220 | fcntl 72 25 | ioctl 16 29 | kill 62 129 | prlimit64 302 261
sched_setaffinity 203 122 | setrlimit 160 164 | tgkill 234 131
"""
# Refused by name, so that Python raises PermissionError; the self-test tries some.
# `clone3` is not among them: glibc takes `clone` where it does not exist.
REFUSED = """
add_key 248 217 | bind 49 200 | bpf 321 280 | chroot 161 51 | connect 42 203
execve 59 221 | execveat 322 281 | finit_module 313 273 | fork 57 -
init_module 175 105 | io_uring_setup 425 425 | kexec_load 246 104 | keyctl 250 219
memfd_create 319 279 | mknodat 259 33 | mount 165 40 | open_by_handle_at 304 265
perf_event_open 298 241 | pidfd_getfd 438 438 | pidfd_open 434 434
pidfd_send_signal 424 424 | pivot_root 155 41 | prctl 157 167
process_vm_readv 310 270 | process_vm_writev 311 271 | ptrace 101 117
request_key 249 218 | setns 308 268 | setpgid 109 154 | setsid 112 157
shmget 29 194 | socket 41 198 | tkill 200 130 | umount2 166 39 | unshare 272 97
userfaultfd 323 282 | vfork 58 -
"""

MACHINES = ("x86_64", "aarch64")
ALLOWED = (MEMORY, FILES, WAITING, CONVERSATION, SIGNALS, ITSELF)


def numbers(table: str, machine: str) -> dict[str, int]:
    """Return the numbers of one table on one kind of machine.

    Parameters
    ----------
    table : str
        A table of this file.
    machine : str
        One of `MACHINES`.

    Returns
    -------
    dict of str to int
        By name, without those that the machine does not have.

    Examples
    --------
    >>> numbers("read 0 63 | fork 57 -", "aarch64")
    {'read': 63}
    """
    column = 1 + MACHINES.index(machine)
    entries = [entry.split() for entry in table.replace("\n", "|").split("|")]
    return {
        entry[0]: int(entry[column])
        for entry in entries
        if entry and entry[column] != "-"
    }
