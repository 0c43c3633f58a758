"""`aurevoir completion`: let a shell finish what you type."""

import click
from click.shell_completion import ShellComplete, get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_AUREVOIR_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of SHELL: verbs, options and what they take, by the Tab key.

    \b
    Examples:
      aurevoir completion bash > ~/.local/share/bash-completion/completions/aurevoir
      aurevoir completion zsh > ~/.zfunc/_aurevoir       with fpath+=~/.zfunc before compinit in ~/.zshrc
      aurevoir completion fish > ~/.config/fish/completions/aurevoir.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell}: this version of Click completes {', '.join(SHELLS)} no more")
    completion = kind(ctx.find_root().command, {}, "aurevoir", VARIABLE)
    # past bash's own source(), which asks the bash of this machine for its version: the script may be for another
    click.echo(ShellComplete.source(completion))
