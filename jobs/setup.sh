# shellcheck shell=sh disable=SC2154 # a part of jobs/rxt, whose variables it sees
# Set-up: installs packages by apt-get and makes from them, in the data folder, what they lack. Sourced by jobs/rxt.

check='' # "yes": only report

packages() { # PART: the Debian packages that hold it
  case $1 in
    mpj) echo libmpj-java liblog4j1.2-java libcommons-cli-java libcommons-codec-java libcommons-io-java ;;
    ffm) echo openmpi-bin ;;
    openmpi) echo openmpi-bin libopenmpi-dev gcc libc6-dev ;; # a compiler for the C programs of versus core
    mpich) echo mpich libmpich-dev gcc libc6-dev ;; # beside Open MPI, whose mpirun stays the default
    slurm) echo slurm-wlm munge libpmix-dev openmpi-bin procps ;; # libpmix.so for srun --mpi=pmix
    browser) echo chromium ;; # for the tests of `report`
    readers) echo hdf5-tools python3-h5py python3-pandas python3-xarray ;;
    mpi4py) echo python3-mpi4py python3-numpy ;; # for the tests of programs in place of kernels
    maven) command -v mvn >/dev/null || echo maven ;;
    shellcheck) command -v shellcheck >/dev/null || echo shellcheck ;;
    *) refuse "setup knows no part '$1'; there are mpj, ffm, openmpi, mpich, slurm, readers, mpi4py, browser, maven, shellcheck" ;;
  esac
}

missing_packages() { # PACKAGE...
  installed=" $(dpkg-query -W -f '${Package}:${db:Status-Status} ' "$@" 2>/dev/null) " || :
  for package; do
    case $installed in *" $package:installed "*) ;; *) printf '%s ' "$package" ;; esac
  done
}

apt() { # COMMAND...: as root
  set -- env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
  [ "$(id -u)" -eq 0 ] || set -- sudo -n "$@"
  "$@" >"$temporary/log" 2>&1
}

complain() { say "$*" && echo "$*" >>"$temporary/reasons" && status=2; }
failed() { complain "could not $1: $(tail -n 5 "$temporary/log")"; }

install() { # PACKAGE...: fetches package lists only when those at hand are missing or too old
  say "installing $*"
  apt install "$@" || { apt update; apt install "$@"; } || failed "install $*"
}

has() { # PART: whether RxT can start its ranks with it
  case $1 in
    mpj) [ -x "$data/mpj/bin/mpjrun" ] && [ -f "$data/mpj/lib/mpj.jar" ] ;;
    ffm) command -v mpirun || command -v mpirun.openmpi || command -v mpirun.mpich || command -v mpiexec ;;
    openmpi) [ -f "$data/openmpi/mpi.jar" ] && command -v mpirun ;;
    mpich) command -v mpirun.mpich ;;
    *) false ;;
  esac >/dev/null
}

without_apt() { # PART
  case $1 in ffm | openmpi) tool=mpirun ;; mpich) tool=mpirun.mpich ;; slurm) tool=sbatch ;; readers) tool=h5dump ;; mpi4py) tool=python3 ;; browser) tool=chromium ;; maven) tool=mvn ;; *) tool=$1 ;; esac
  has "$1" || command -v "$tool" >/dev/null || complain "missing: $tool, and no apt-get to install it with"
}

# shellcheck disable=SC2086 # lists of packages
install_parts() { # PART...
  by_hand=''
  for part; do
    names=$(packages "$part") || exit
    if ! command -v apt-get >/dev/null; then without_apt "$part"; continue; fi
    missing=$(missing_packages $names)
    if [ -z "$missing" ]; then :
    elif [ -n "$check" ]; then say "missing: $missing"; status=1
    elif [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; then install $missing
    else by_hand=$by_hand$missing; fi
  done
  [ -n "$by_hand" ] || return 0
  complain "installing needs root; run:  sudo apt-get install -y --no-install-recommends $by_hand"
}

package_version() { dpkg-query -W -f '${source:Package} ${source:Version}' "$1" 2>/dev/null; }

make_from() { # FOLDER VERSION FUNCTION: has FUNCTION make $temporary/FOLDER and publishes it, unless it is there
  if [ "$(cat "$data/$1/version" 2>/dev/null)" = "$2" ] && has "$1"; then return; fi
  if [ -n "$check" ]; then say "missing: $data/$1 from $2"; status=1; return; fi
  say "making $data/$1 from $2"
  mkdir -p "$temporary/$1"
  ("$3" "$2") >"$temporary/log" 2>&1 || { failed "make $data/$1"; return 0; }
  echo "$2" >"$temporary/$1/version"
  lock "$data"
  { rm -rf "$data/.$1.new" && cp -R "$temporary/$1" "$data/.$1.new" && rm -rf "${data:?}/$1" &&
    mv "$data/.$1.new" "$data/$1"; } 2>"$temporary/log" || failed "write $data/$1"
  unlock
}

# A home of our own: the packaged MPJ Express lacks the jars that its manifests name. Copies, because the JVM looks for
# those beside a jar's canonical path.
mpj_home() {
  mkdir "$temporary/mpj/lib" "$temporary/mpj/conf" "$temporary/mpj/bin"
  # shellcheck disable=SC2016 # expanded when mpjrun runs
  printf '%s\n' '#!/bin/sh' 'MPJ_HOME=$(CDPATH="" cd -- "$(dirname -- "$0")/.." && pwd -P)' \
    'PATH=${JAVA_HOME:+$JAVA_HOME/bin:}$PATH' 'export MPJ_HOME PATH' \
    'exec java -jar "$MPJ_HOME/lib/starter.jar" "$@"' >"$temporary/mpj/bin/mpjrun"
  chmod +x "$temporary/mpj/bin/mpjrun" && cp -L /etc/mpj/* "$temporary/mpj/conf/" && cd "$temporary/mpj/lib" &&
    cp -L /usr/share/mpj/lib/*.jar . && rm ./*-[0-9]*.jar && cd /usr/share/java &&
    cp -L log4j-1.2.jar commons-cli.jar commons-codec.jar commons-io.jar "$temporary/mpj/lib/"
}

# Debian's package holds libmpi_java.so but not the jar that goes with it; other builds of Open MPI have both.
openmpi_jar() { # "SOURCE VERSION"
  prefix=$(readlink -f "$(command -v mpirun)") && prefix=${prefix%/bin/*}
  for jar in "$prefix"/lib/mpi.jar "$prefix"/lib/*/openmpi/lib/mpi.jar; do
    if [ -f "$jar" ]; then cp -L "$jar" "$temporary/openmpi/mpi.jar"; return; fi
  done
  # The machine's own package sources, asked for source packages; lists and cache are ours, so that no root is needed.
  mkdir -p "$temporary/parts" "$temporary/lists/partial" "$temporary/cache/archives/partial" "$temporary/classes"
  mirror=$(apt-cache policy openmpi-bin | awk '$2 ~ /:\// { print $2; exit }')
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    grep -qF -- "$mirror" "$list" 2>/dev/null || continue
    sed -e 's/^Types:.*/Types: deb-src/' -e 's/^deb\([[:space:]]\)/deb-src\1/' "$list" >"$temporary/parts/${list##*/}"
  done
  source=${1% *}=${1#* }
  set -- -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$temporary/parts" \
    -o "Dir::State::lists=$temporary/lists" -o "Dir::Cache=$temporary/cache" -o "APT::Sandbox::User=$(id -un)"
  cd "$temporary" || return
  apt-get "$@" update || echo "some source lists could not be fetched"
  apt-get "$@" --download-only source "$source" && tar -xf openmpi_*.orig.tar.* --wildcards '*/ompi/mpi/java/*' &&
    javac --release 17 -nowarn -d classes openmpi-*/ompi/mpi/java/java/*.java &&
    jar --create --file openmpi/mpi.jar -C classes .
}

set_up() { # PART...: 0 when all is there, 1 when --check found something missing, 2 when it could not be had
  status=0
  scratch
  install_parts "$@"
  for part; do
    case $part in
      mpj) ! version=$(package_version libmpj-java) || make_from mpj "$version" mpj_home ;;
      openmpi)
        command -v mpirun >/dev/null || continue
        version=$(package_version openmpi-bin) || version=$(mpirun --version | head -n 1)
        make_from openmpi "$version" openmpi_jar ;;
    esac
  done
  return "$status"
}

setup() {
  if [ "${1-}" = --check ]; then check=yes; shift; fi
  case ${1-} in -*) refuse "setup knows no option '$1'; there is --check" ;; esac
  [ $# -gt 0 ] || set -- mpj openmpi readers maven
  set_up "$@" && say "all there"
}

# What a run's --launcher or --set launcher= says, otherwise the study; nothing where there is no study to run.
launchers() { # ARGUMENT...
  named='' study='' option=''
  for word; do
    case $option,$word in
      --launcher,* | *,--launcher=* | --set,launcher=* | *,--set=launcher=*) named="$named ${word##*launcher=}" ;;
      *,--dry-run | *,--help | *,-h) return ;;
      --output,* | --only,* | --set,* | --mpi,* | *,-*) ;;
      *) study=$word ;;
    esac
    option=$word
  done
  [ -f "$study" ] || return 0
  [ -n "$named" ] || named=$(sed -n 's/#.*//; s/.*launcher: *//p' "$study")
  echo "${named:-auto}"
}

# shellcheck disable=SC2086 # a list of parts
set_up_for() { # LAUNCHERS: `auto` does with what there is, so what could not be had once is not tried again for it
  parts='' stamp=$data/.set-up-failed
  for part in mpj openmpi ffm; do
    case $part,$1 in
      *,*"$part"*) ;;
      openmpi,*) continue ;; # `auto` is ffm where there is an MPI, which needs no jar made
      *auto*) [ ! -f "$stamp" ] || continue ;;
      *) continue ;;
    esac
    has "$part" || parts="$parts $part"
  done
  [ "$parts" != ' mpj ffm' ] || parts="$parts readers" # the first time, all that the README promises
  if [ -z "$parts" ] || set_up $parts; then return; fi
  { mkdir -p "$data" && cp "$temporary/reasons" "$stamp"; } 2>/dev/null || :
  say "going on without; 'jobs/rxt setup$parts' tries again, a study whose launcher is auto does not"
}
