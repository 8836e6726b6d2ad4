#!/bin/sh
# A whole host for clerks in mount and process namespaces of its own: what the set-up does to accounts, sudo and sshd is
# real, and gone with this script. `raise.sh HOME PORT`; HOME holds what is to be installed.
set -eu
home=$1
port=$2
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

mount --make-rprivate /
mkdir "$home/etc" "$home/run"
cp -a /etc/. "$home/etc/"
rm -rf "$home"/etc/ssh/sshd_config.d "$home/etc/ssh/sshd_config" "$home/etc/nologin"
mount --bind "$home/etc" /etc
mount --bind "$home/run" /run
mount --bind "$home/srv" /srv
mount --bind "$home/lib" /usr/local/lib
mkdir /run/sshd
chown -R root:root /usr/local/lib
chmod -R go-w /usr/local/lib

cd "$home/keys"
sh "$home/setup.sh"
mv "$home"/books/* /srv/dingdan
chown -R dingdan:dingdan /srv/dingdan
# Nobody waits 45 seconds for a test.
sed -i 's/ClientAliveInterval .*/ClientAliveInterval 1/; s/ClientAliveCountMax .*/ClientAliveCountMax 2/' \
  /etc/ssh/sshd_config.d/00-clerks.conf
if [ -e "$home/mutant.sh" ]; then sh "$home/mutant.sh"; fi
cp /usr/local/lib/dingdan/dist/shipped/* /usr/local/lib/dingdan/dist

# The rest of the host is as careless as can be: what the clerks have must hold all the same.
cat >/etc/ssh/sshd_config <<END
Include /etc/ssh/sshd_config.d/*.conf
ListenAddress 127.0.0.1:$port
HostKey $home/keys/host
PidFile none
UsePAM no
AcceptEnv *
AllowAgentForwarding yes
AllowTcpForwarding yes
AllowStreamLocalForwarding yes
X11Forwarding yes
PermitTunnel yes
Subsystem sftp internal-sftp
END
sshd -t
# As seen from outside, by which somebody may come in to help.
read -r process _ </proc/self/stat
echo "process $process"
mount -t proc proc /proc
exec /usr/sbin/sshd -D -e
