"""The supervisor's work: hands jobs to children and gives back what they wrote, how they ended and what they used.

It runs between the server (its stdin and stdout) and the zygote. It never decodes what a child writes: it bounds it,
and passes it on. Deadlines are kept here, on the kernel's clock of the child's CPU time, which no program can stop.

    from the server    length, id, cpu_ms, idle_ms, memory_mb, urgent (6 x u32), then the job (`length` bytes, see
                       fields.py); a length of 0 takes the job with this id back
    to the server      length, id, end (u8), status (i32), cpu_us, wall_us (u64), peak_kb (u32), then the child's output
"""

from __future__ import annotations

import heapq
import os
import select
import signal
import struct
import sys
import time
from _socket import SCM_RIGHTS, SO_RCVBUF, SO_SNDBUF, SOL_SOCKET, socketpair
from _socket import socket as Socket

import confine
from children import BLOCKED, CPU_TIME, EXITED, FLOOD, Child
from control import MAX_ERRANDS, pack_errands, unpack_done
from guard import kill_group, start_guard

JOB_HEAD = struct.Struct("<IIIIII")
REPLY_HEAD = struct.Struct("<IIBiQQI")
MAX_REPLY_BYTES = 2 << 20
# A long run is looked at this often: has it used its CPU time, is it blocked, does it have output that is waiting?
LOOK_SECONDS = 0.1
# The CPU clock and the scheduler's tick differ by a little; a look that comes this much too early is repeated.
SHORTEST_LOOK = 0.002
# What others are reniced to while a person waits for a program.
PATIENCE = 10
# Children forked before there is work for them.
SPARE_CHILDREN = 4
# Each message to the zygote costs it, and this process, more than an errand more: with so many children running, so
# many errands are gathered, or for so long.
BUSY, GATHERED, PAUSE_SECONDS = 3, 4, 0.001


def say_hello() -> None:
    """Tells the server that jobs may come."""
    hello = sys.version.split()[0].encode()
    os.write(1, REPLY_HEAD.pack(len(hello), 0, EXITED, 0, 0, 0, 0) + hello)


class Pool:
    def __init__(self, control: Socket, zygote: int, base_bytes: int) -> None:
        self.control = control
        self.zygote = zygote
        # Address space of a child without a program; a program's memory comes on top.
        self.base_bytes = base_bytes
        self.poller = select.epoll()
        self.poller.register(0, select.EPOLLIN)
        self.poller.register(control, select.EPOLLIN)
        self.guard = start_guard(zygote)
        self.poller.register(self.guard.alive, select.EPOLLIN)
        # Sockets of children to come: their ends that are still to be sent to the zygote, and our ends of all of them.
        self.unasked: list[Socket] = []
        self.asked: list[Socket] = []
        self.spare: list[Child] = []
        self.running: dict[int, Child] = {}
        # How many of them a person waits for.
        self.urgent = 0
        # Children that are over: pids that the zygote is still to be told of, and all that it has not reaped.
        self.ended: list[int] = []
        self.ending: dict[int, Child] = {}
        self.waiting: list[tuple[int, list[int], bytes]] = []
        self.looks: list[tuple[float, int, int]] = []
        self.inbox = bytearray()
        self.outbox = bytearray()

    def serve(self) -> None:
        for _ in range(SPARE_CHILDREN):
            self.ask_for_child()
        self.send_errands()
        while True:
            timeout = max(0.0, self.looks[0][0] - time.monotonic()) if self.looks else None
            if self.unasked or self.ended:
                timeout = PAUSE_SECONDS if timeout is None else min(timeout, PAUSE_SECONDS)
            events = self.poller.poll(timeout)
            for descriptor, _events in events:
                if descriptor == 0:
                    self.read_jobs()
                elif descriptor == self.control.fileno():
                    self.read_control()
                elif descriptor == self.guard.alive:
                    self.replace_guard()
                elif descriptor != 1:
                    self.attend(self.running.get(descriptor))
            self.look_at_due()
            if not events or not self.can_wait():
                self.send_errands()
            self.write_replies()

    # The zygote

    def ask_for_child(self) -> None:
        ours, theirs = socketpair()
        ours.setsockopt(SOL_SOCKET, SO_RCVBUF, 1 << 20)
        theirs.setsockopt(SOL_SOCKET, SO_SNDBUF, 1 << 20)
        ours.setblocking(False)
        self.unasked.append(theirs)
        self.asked.append(ours)

    def can_wait(self) -> bool:
        """Whether errands may be gathered a little longer: enough is running, and nothing is in a hurry."""
        busy = len(self.running) >= BUSY and not self.waiting and self.urgent == 0
        return busy and len(self.unasked) + len(self.ended) < GATHERED

    def send_errands(self) -> None:
        """Tells the zygote what has come up since the last time, together."""
        while self.unasked or self.ended:
            sockets, self.unasked = self.unasked[:MAX_ERRANDS], self.unasked[MAX_ERRANDS:]
            pids, self.ended = self.ended[:MAX_ERRANDS], self.ended[MAX_ERRANDS:]
            descriptors = struct.pack(f"={len(sockets)}i", *[theirs.fileno() for theirs in sockets])
            beside = [(SOL_SOCKET, SCM_RIGHTS, descriptors)] if sockets else []
            self.control.sendmsg([pack_errands(len(sockets), pids)], beside)
            for theirs in sockets:
                theirs.close()

    def read_control(self) -> None:
        message = self.control.recv(1 << 10)
        if not message:
            self.give_up("the zygote ended")
        reaped, forked = unpack_done(message)
        for pid, status, cpu_us, peak_kb in reaped:
            self.reply(self.ending.pop(pid), status, cpu_us, peak_kb)
        for pid in forked:
            self.spare.append(Child(pid, self.asked.pop(0)))
        self.start_waiting()

    # Jobs

    def read_jobs(self) -> None:
        data = os.read(0, 1 << 18)
        if not data:
            self.give_up("")
        self.inbox += data
        at = 0
        while len(self.inbox) - at >= JOB_HEAD.size:
            length, job_id, *limits = JOB_HEAD.unpack_from(self.inbox, at)
            if len(self.inbox) - at < JOB_HEAD.size + length:
                break
            at += JOB_HEAD.size
            if length == 0:
                self.take_back(job_id)
            else:
                self.waiting.append((job_id, limits, bytes(self.inbox[at : at + length])))
            at += length
        del self.inbox[:at]
        self.start_waiting()

    def start_waiting(self) -> None:
        while self.waiting and self.spare:
            self.start(self.spare.pop(0), *self.waiting.pop(0))
            self.ask_for_child()
        for _ in range(len(self.waiting) - len(self.asked)):
            self.ask_for_child()

    def take_back(self, job_id: int) -> None:
        """Ends a job that nobody wants any more. It is answered like any other, so that the server knows its end."""
        for child in self.running.values():
            if child.job_id == job_id:
                self.finish(child)
                return
        for index, (waiting_id, _, _) in enumerate(self.waiting):
            if waiting_id == job_id:
                del self.waiting[index]
                self.outbox += REPLY_HEAD.pack(0, job_id, EXITED, -signal.SIGKILL, 0, 0, 0)
                return

    def start(self, child: Child, job_id: int, limits: list[int], job: bytes) -> None:
        cpu_ms, idle_ms, memory_mb, urgent = limits
        confine.limit_program(child.pid, self.base_bytes + (memory_mb << 20), cpu_ms // 1000 + 3)
        child.job_id = job_id
        child.urgent = urgent == 1
        if child.urgent:
            self.urgent += 1
        if self.urgent > 0:
            self.make_way()
        child.cpu_before = child.cpu()
        child.cpu_limit = cpu_ms / 1000
        child.idle_limit = idle_ms / 1000
        child.started = child.looked = time.monotonic()
        child.unsent = struct.pack("<I", len(job)) + job
        descriptor = child.channel.fileno()
        self.running[descriptor] = child
        self.send(child)
        # Only the end of a run wakes the supervisor (hang-up is always reported); what it writes before can wait.
        self.poller.register(descriptor, select.EPOLLOUT if child.unsent else 0)
        self.look_again(child, child.looked, 0.0)

    def make_way(self) -> None:
        """Only lowers priorities, since nobody but root may raise one again: most children are over in a moment."""
        for other in self.running.values():
            if not other.urgent and not other.patient:
                other.patient = True
                os.setpriority(os.PRIO_PROCESS, other.pid, PATIENCE)

    def send(self, child: Child) -> None:
        try:
            child.unsent = child.unsent[child.channel.send(child.unsent) :]
        except BlockingIOError:
            pass
        except OSError:
            child.unsent = b""

    # Runs

    def attend(self, child: Child | None) -> None:
        if child is None:
            return
        if child.unsent:
            self.send(child)
            if not child.unsent:
                self.poller.modify(child.channel.fileno(), 0)
        elif self.collect(child):
            self.finish(child)

    def collect(self, child: Child) -> bool:
        """Reads what the child has written. True when there will be no more."""
        while True:
            try:
                data = child.channel.recv(1 << 16)
            except BlockingIOError:
                return False
            except OSError:
                return True
            if not data:
                return True
            if len(child.output) + len(data) > MAX_REPLY_BYTES:
                child.end = FLOOD
                return True
            child.output += data

    def finish(self, child: Child) -> None:
        descriptor = child.channel.fileno()
        del self.running[descriptor]
        self.poller.unregister(descriptor)
        if child.urgent:
            self.urgent -= 1
        # A child may close its end and run on.
        child.kill()
        child.channel.close()
        self.ending[child.pid] = child
        self.ended.append(child.pid)

    def reply(self, child: Child, status: int, cpu_us: int, peak_kb: int) -> None:
        used = max(0, cpu_us - round(child.cpu_before * 1e6))
        wall = round((time.monotonic() - child.started) * 1e6)
        code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        head = REPLY_HEAD.pack(len(child.output), child.job_id, child.end, code, used, wall, peak_kb)
        self.outbox += head + child.output

    def look_again(self, child: Child, now: float, cpu: float) -> None:
        # CPU time grows no faster than the clock on the wall, so there is nothing to see before this.
        due = now + min(LOOK_SECONDS, max(SHORTEST_LOOK, child.cpu_limit - cpu))
        heapq.heappush(self.looks, (due, child.channel.fileno(), child.job_id))

    def look_at_due(self) -> None:
        now = time.monotonic()
        while self.looks and self.looks[0][0] <= now:
            _, descriptor, job_id = heapq.heappop(self.looks)
            child = self.running.get(descriptor)
            if child is None or child.job_id != job_id:
                continue
            cpu = child.cpu()
            if cpu - child.cpu_seen < 0.001 and child.is_sleeping():
                child.idle += now - child.looked
            child.cpu_seen, child.looked = cpu, now
            if cpu >= child.cpu_limit or child.idle >= child.idle_limit:
                child.end = CPU_TIME if cpu >= child.cpu_limit else BLOCKED
                child.kill()
                self.collect(child)
                self.finish(child)
            elif self.collect(child):
                self.finish(child)
            else:
                self.look_again(child, now, cpu)

    def replace_guard(self) -> None:
        self.poller.unregister(self.guard.alive)
        self.guard.close()
        self.guard = start_guard(self.zygote)
        self.poller.register(self.guard.alive, select.EPOLLIN)

    def write_replies(self) -> None:
        while self.outbox:
            del self.outbox[: os.write(1, self.outbox)]

    def give_up(self, reason: str) -> None:
        """Without the server nobody wants results; without the zygote there are none. Nothing is left running."""
        kill_group(self.zygote)
        if reason:
            sys.stderr.write(f"{reason}\n")
        os._exit(1 if reason else 0)
