# A part of tools/faults: a store that can only be read, a full disk, a few turned bits.
set -u
fault=0
for name in read_only full_disk flips; do
  mkdir "$name"
  (cd "$name" && GIAOBAN_FAULTS_FLIPS=5 bash "$SOURCE/tests/faults/$name.sh") || fault=1
done
exit $fault
