"""Which version of a policy speaks for it."""

from data.policy import Policy, Version

_LEADING = ("published", "approved", "review", "draft")


def leading(policy: Policy) -> Version | None:
    """Find the version that speaks for a policy: the published one, else the furthest on its way."""
    for state in _LEADING:
        for version in reversed(policy.versions):
            if version.state == state:
                return version
    return policy.versions[-1] if policy.versions else None
