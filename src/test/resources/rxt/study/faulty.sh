#!/bin/sh
# A program that goes wrong as it is told, on rank 1 where ranks matter: FAULT NAP. It prints four steps and an answer.
rank=${OMPI_COMM_WORLD_RANK:-$PMI_RANK} answer=yes
steps() { for step in 1 2 3 4; do echo "rxt step 0.10$step"; done; }
case $1$rank in
  hang?) exec sleep "$2" ;;
  kill1) kill -9 $$ ;;
  exit1) exit 7 ;;
  stuck1) steps; exec sleep "$2" ;;
  time1) echo "rxt step soon" ;;
  unequal1) echo "rxt step 0.1" ;;
  differ1) answer=perhaps ;;
  wrong?) answer=no ;;
esac
case $1 in
  silent | nap) sleep "${2:-0}" ;;
  *) steps ;;
esac
[ "$1" = silent ] || echo "valid: $answer, $OMP_NUM_THREADS threads"
