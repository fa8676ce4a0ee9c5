"""One probe that writes, from what an earlier one left to the last look that nothing is left."""

from __future__ import annotations

from dataclasses import dataclass

from pulumi_scaling.errors import ScalingError
from pulumi_scaling.patience import Patience

from .asks import Ask
from .experiment import Experiment
from .looks_kept import Looks
from .sandbox import invitations, nobody_relies_on, not_known, only_in
from .sender import Sending
from .throwaway import Own, interruptible, left_behind, new_name, remove, undisturbed

__all__ = ["Ended", "write"]


@dataclass(frozen=True)
class Ended:
    """How it ended."""

    stopped: str = ""
    """Why not everything was tried; empty if it was."""
    interrupted: bool = False
    stayed: int = 0
    unseen: tuple[str, ...] = ()
    """Lists of which it is not known whether something is left in them."""
    invitation: bool = False
    """Whether an invitation is still there."""
    before: int = 0
    """Objects that an earlier probe had left."""

    @property
    def clean(self) -> bool:
        """Whether nothing is left."""
        return not (self.stayed or self.unseen or self.invitation)


def write(
    send: Sending, looks: Looks, *, sandbox: str, invite: str | None, patience: Patience
) -> Ended:
    """Do it all; whatever happens meanwhile, what was made is removed."""
    only_in(sandbox, looks)
    if invite:
        not_known(invite, looks)
    before, unseen, pages = left_behind(send)
    if unseen:
        raise ScalingError(f"{unseen[0]} cannot be seen to its end, so nothing is written")
    for page in pages:
        looks.add(page)
    nobody_relies_on(before, send)
    experiment = Experiment(send, looks, new_name())
    experiment.made += before
    stopped, interrupted = "", False
    with interruptible():
        try:
            experiment.run(invite)
        except KeyboardInterrupt:
            stopped, interrupted = "it was interrupted", True
        except ScalingError as error:
            stopped = str(error)
        finally:
            with undisturbed():
                stayed, unseen, invitation = _cleaned(send, looks, experiment, patience)
    return Ended(stopped, interrupted, stayed, tuple(unseen), invitation, len(before))


def _cleaned(
    send: Sending, looks: Looks, experiment: Experiment, patience: Patience
) -> tuple[int, list[str], bool]:
    """Remove what is known, look for what is not, and tell what stayed."""
    for look in remove(send, experiment.made, patience)[0]:
        looks.add(look)
    left, unseen, pages = left_behind(send)
    for page in pages:
        if page.ask.name not in looks:
            looks.add(page)
    stayed: list[Own] = []
    if left:
        stayed = remove(send, left, patience)[1]
    return len(stayed), unseen, _invitation_stays(send, experiment)


def _invitation_stays(send: Sending, experiment: Experiment) -> bool:
    """Revoke what waits for the address, by whatever request it came to be."""
    if experiment.invited is None:
        return False
    send.allow(4)
    listed = send(Ask("look_for_the_invitation", "GET", "/team/members", ("A40",)))
    if not listed.ok:
        return True
    ask = Ask("revoke_after_all", "DELETE", "/team/members/invitations/{own}", ("A40",))
    looks = [send(ask, {"own": own}) for own in invitations(listed, experiment.invited)[:2]]
    return not all(look.ok or look.status == 404 for look in looks)
