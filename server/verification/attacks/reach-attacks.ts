import { type Attack, attacksOf } from "./attack";

/** Programs that try to reach the host: its files, its network, its processes, its kernel. */
export const reachAttacks: Attack[] = [
  ...attacksOf("network", {
    "TCP connect": "import socket\nsocket.create_connection(('127.0.0.1', %PORT%))",
    "TCP listen": "import socket\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()",
    "UDP send":
      "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', %PORT%))",
    "Unix socket": "import socket\nsocket.socket(socket.AF_UNIX).connect('%DIR%/listener')",
    "HTTP client": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:%PORT%/')",
    netlink: "import socket\nsocket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
    "sendto on the channel":
      "import socket\ns = socket.socket(fileno=%CHANNEL%)\ns.connect(('127.0.0.1', %PORT%))",
  }),
  ...attacksOf("reading files", {
    "the secret": "found = open('%DIR%/secret').read()\ndef solve(x):\n    return found",
    "through a relative path":
      "found = open('../' * 40 + '%DIR%/secret').read()\ndef solve(x):\n    return found",
    passwd: "found = open('/etc/passwd').read()\ndef solve(x):\n    return found",
    "its own environment": "found = open('/proc/self/environ', 'rb').read()\ndef solve(x):\n    return found",
    "its parent's environment":
      "import os\nfound = open(f'/proc/{os.getppid()}/environ', 'rb').read()\ndef solve(x):\n    return found",
    "the server's environment":
      "found = open('/proc/%PID%/environ', 'rb').read()\ndef solve(x):\n    return found",
    "the server's memory": "found = open('/proc/%PID%/mem', 'rb').read(1)\ndef solve(x):\n    return found",
    "raw open":
      "import os\nfound = os.read(os.open('%DIR%/secret', os.O_RDONLY), 999)\ndef solve(x):\n    return found",
    "by folder descriptor": `
import os
folder = os.open('%DIR%', os.O_RDONLY | os.O_DIRECTORY)
found = os.read(os.open('secret', os.O_RDONLY, dir_fd=folder), 999)
def solve(x):
    return found`,
    "as a module": "import sys\nsys.path.insert(0, '%DIR%')\nimport module_of_the_host",
    "through the import machinery": `
import importlib.util
spec = importlib.util.spec_from_file_location('secret', '%DIR%/module_of_the_host.py')
spec.loader.exec_module(importlib.util.module_from_spec(spec))`,
    "through linecache":
      "import linecache\nfound = linecache.getlines('%DIR%/secret')\ndef solve(x):\n    return found[0]",
    "installed packages": `
import sys
sys.path += ['/site-packages', sys.prefix + '/lib/python3.11/site-packages']
import pip`,
    "inherited descriptors": `
import os
found = []
for descriptor in range(32):
    try:
        found.append((descriptor, os.read(descriptor, 4096) if descriptor != %CHANNEL% else os.fstat(%CHANNEL%)))
    except OSError:
        pass
def solve(x):
    return found`,
  }),
  ...attacksOf("environment", {
    "os.environ": "import os\nfound = dict(os.environ)\ndef solve(x):\n    return found",
    "the C library's":
      "import ctypes\nf = ctypes.CDLL(None).getenv\nf.restype = ctypes.c_char_p\nfound = f(b'LINEWISE_TRAP')\ndef solve(x):\n    return found",
    "command line": "import sys\nfound = sys.argv, sys.orig_argv, sys.path\ndef solve(x):\n    return found",
  }),
  ...attacksOf("writing files", {
    "plain write": "open('%DIR%/owned', 'w').write('x')",
    "append to the secret": "open('%DIR%/secret', 'a').write('x')",
    truncate: "import os\nos.truncate('%DIR%/secret', 0)",
    unlink: "import os\nos.unlink('%DIR%/secret')",
    rename: "import os\nos.rename('%DIR%/secret', '%DIR%/owned')",
    mkdir: "import os\nos.mkdir('%DIR%/owned')",
    symlink: "import os\nos.symlink('/etc/passwd', '%DIR%/owned')",
    chmod: "import os\nos.chmod('%DIR%/secret', 0o777)",
    "temporary file": "import tempfile\ntempfile.NamedTemporaryFile(delete=False).write(b'x')",
    "into the library": "open('os.py', 'w').write('import evil')\nopen('/os.py', 'a').write('x')",
    "a FIFO": "import os\nos.mkfifo('%DIR%/owned')",
  }),
  ...attacksOf("other processes", {
    "kill the parent": "import os\nos.kill(os.getppid(), 9)",
    "kill the server": "import os\nos.kill(%PID%, 9)",
    "kill everyone": "import os\nos.kill(-1, 9)",
    "kill the group": "import os\nos.killpg(0, 9)",
    "limit the parent": "import os, resource\nresource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))",
    "pid file descriptor": "import os, signal\nsignal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)",
    "priority of the parent": "import os\nos.setpriority(os.PRIO_PROCESS, os.getppid(), 19)\nos.nice(5)",
    "affinity of the parent": "import os\nos.sched_setaffinity(os.getppid(), {0})",
  }),
  ...attacksOf("kernel", {
    "system through C": "import ctypes\nctypes.CDLL(None).system(b'touch %DIR%/owned')",
    "execve through C": `
import ctypes
libc = ctypes.CDLL(None)
arguments = (ctypes.c_char_p * 4)(b'sh', b'-c', b'touch %DIR%/owned', None)
libc.execve(b'/bin/sh', arguments, None)`,
    "raw system calls": `
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
allowed = []
# fork, vfork, execve, ptrace, mount, chroot, unshare, setns, bpf, userfaultfd, memfd, io_uring, keyctl, kexec, modules
for number in (57, 58, 59, 101, 165, 161, 272, 308, 321, 323, 319, 425, 250, 246, 175, 313, 298, 310, 311, 434, 438, 62, 200, 234):
    if libc.syscall(number, 0, 0, 0, 0, 0, 0) >= 0:
        allowed.append(number)
def solve(x):
    return 'allowed' if allowed else 0`,
    "32-bit system call table": `
import ctypes, mmap
code = bytes([0xb8, 20, 0, 0, 0, 0xcd, 0x80, 0xc3])
area = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
area.write(code)
ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(area)))()`,
    "writable then executable": `
import ctypes, mmap
area = mmap.mmap(-1, 4096)
address = ctypes.addressof(ctypes.c_char.from_buffer(area))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.mprotect(ctypes.c_void_p(address), 4096, 7) == 0, ctypes.get_errno()`,
    "become root": "import os\nos.setuid(0)",
    "new user namespace": "import ctypes\nassert ctypes.CDLL(None).unshare(0x10000000) == 0",
    "leave the root folder": `
import os
try:
    os.chroot('.')
except OSError:
    pass
for _ in range(40):
    os.chdir('..')
open('.' + '%DIR%/secret').read()`,
    "switch privileges back on": `
import ctypes
libc = ctypes.CDLL(None)
done = libc.prctl(38, 0, 0, 0, 0), libc.prctl(4, 1, 0, 0, 0), libc.prctl(22, 0, 0, 0, 0)
def solve(x):
    return done`,
    "outlive the parent": `
import ctypes
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
while True:
    pass`,
    "write to address zero": "import ctypes\nctypes.memset(0, 0, 1)",
    "device files": "open('/dev/tty', 'w').write('x')\nopen('/dev/mem', 'rb').read(1)",
  }),
];
