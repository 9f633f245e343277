# shellcheck shell=sh disable=SC2154 # a part of jobs/rxt, whose variables it sees
# Larger inputs: taken out of Debian packages, which are not installed, or made. Sourced by jobs/rxt.

large=$home/inputs/large checksums=$home/inputs/large.sha256

listed() { # INPUT: its lines in the list of checksums
  case $1 in photographs) ending=jpg ;; matrix) ending=mtx ;; words) ending=txt ;; esac
  grep "\\.$ending\$" "$checksums"
}

are_whole() { # FOLDER INPUT: all its files are there as listed
  (cd "$1" && listed "$2" | $sha256 -c -) >/dev/null 2>&1
}

first_bad() { # FOLDER INPUT: the first that is not
  (cd "$1" && listed "$2" | LC_ALL=C $sha256 -c -) 2>/dev/null | sed -n 's/: FAILED.*//p' | head -n 1
}

unpack() { # PACKAGE: in this folder, without root; with package lists of our own where those at hand do not do
  package=$1
  set -- -q -o "APT::Sandbox::User=$(id -un)"
  apt-get "$@" download "$package" || {
    mkdir -p lists/partial cache/archives/partial
    set -- "$@" -o "Dir::State::lists=$PWD/lists" -o "Dir::Cache=$PWD/cache"
    apt-get "$@" update || echo "some package lists could not be fetched"
    apt-get "$@" download "$package"
  } || return
  dpkg-deb -x "$package"_*.deb .
}

# Minus the Laplacian on N×N×N points by seven-point differences, 0 around them: its lower triangle, row after row.
laplacian() { # N
  awk -v n="$1" 'BEGIN {
    size = n * n * n
    print "%%MatrixMarket matrix coordinate integer symmetric"
    print size, size, size + 3 * n * n * (n - 1)
    for (row = 1; row <= size; row++) {
      if (row > n * n) print row, row - n * n, -1
      if (int((row - 1) / n) % n > 0) print row, row - n, -1
      if ((row - 1) % n > 0) print row, row - 1, -1
      print row, row, 6
    }
  }'
}

make_input() { # INPUT: its files in the folder new
  case $1 in
    photographs) unpack lomiri-wallpapers-16.04 && mv usr/share/backgrounds/*.jpg new ;;
    matrix) laplacian 80 >new/laplace-80.mtx ;;
    words) unpack wamerican && LC_ALL=C grep '^[ -~]*$' usr/share/dict/american-english >new/american-english.txt ;;
  esac
}

# Files get their names only once they are whole and checked.
publish() { # INPUT
  bad=$(first_bad "$large" "$1")
  [ ! -f "$large/$bad" ] || say "$large/$bad is damaged"
  say "making $1 in $large"
  mkdir "$temporary/$1" "$temporary/$1/new"
  (cd "$temporary/$1" && make_input "$1") >"$temporary/log" 2>&1 || {
    reason=$(grep -m 1 'Failed to fetch' "$temporary/log") || reason=$(tail -n 1 "$temporary/log")
    say "could not make $1: $reason; photographs and words need apt-get and a network"
    return 1
  }
  are_whole "$temporary/$1/new" "$1" || {
    say "$(first_bad "$temporary/$1/new" "$1") is not the file that $checksums lists, so $1 are left out; the package" \
      "at hand may be another version than inputs/README.md names"
    return 1
  }
  listed "$1" | while read -r _ file; do mv -f "$temporary/$1/new/$file" "$large/$file" || return; done
}

inputs() { # INPUT...
  [ $# -gt 0 ] || set -- matrix photographs words
  missing='' failed='' sha256=sha256sum
  command -v $sha256 >/dev/null || sha256='shasum -a 256'
  command -v "${sha256%% *}" >/dev/null || refuse "inputs are checked by sha256sum or shasum, and there is neither"
  for input; do
    case $input in
      matrix | photographs | words) are_whole "$large" "$input" || missing="$missing $input" ;;
      *) refuse "there is no input '$input'; there are matrix, photographs, words" ;;
    esac
  done
  if [ -n "$missing" ]; then
    { mkdir -p "$large" && [ -w "$large" ]; } 2>/dev/null || refuse "cannot write in '$large'; have its owner say" \
      "'jobs/rxt inputs', or say so in a copy of RxT in a folder of your own"
    lock "$large"
    rm -rf "$large"/.new.* # of a process that was killed
    temporary=$(mktemp -d "$large/.new.XXXXXX")
    for input in $missing; do are_whole "$large" "$input" || publish "$input" || failed=yes; done
    clean_up
  fi
  [ -z "$failed" ] || exit 1
  say "all there: $* in $large"
}
