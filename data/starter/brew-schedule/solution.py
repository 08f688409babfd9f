from collections import deque


def brew_schedule(steps):
    waiting = {}
    followers = {}
    for name, (minutes, needs) in steps.items():
        waiting[name] = len(needs)
        for need in needs:
            followers.setdefault(need, []).append(name)

    starts = dict.fromkeys(steps, 0)
    ready = deque(name for name in steps if waiting[name] == 0)
    done = 0
    while ready:
        name = ready.popleft()
        done += 1
        finish = starts[name] + steps[name][0]
        for follower in followers.get(name, []):
            starts[follower] = max(starts[follower], finish)
            waiting[follower] -= 1
            if waiting[follower] == 0:
                ready.append(follower)

    # Steps in a circle, and steps that need something unknown, never become ready.
    if done < len(steps):
        return None
    return sorted((start, name) for name, start in starts.items())
